package dev.parley.wire;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * A format, said once: it reads, writes, and prints itself in the presentation language of RFC 9846 section 3.
 *
 * <p>Codecs are immutable and thread-safe. What comes out of {@link #read} is well-formed for good; whether it makes
 * sense is for a state to say.
 */
public interface Codec<T> {
    /** @throws WireFailure if the bytes are not of this format */
    T read(In in);

    /** @throws IllegalArgumentException if the value has no place in this format: our mistake, never the peer's */
    void write(T value, Out out);

    /** The type's name in the specification. */
    String type();

    /** How a field of this type is declared, such as {@code opaque key_exchange<1..2^16-1>}. */
    default String declare(String field) {
        return type() + " " + field;
    }

    /** The definition in the presentation language, for types that have one. */
    default String definition() {
        return type();
    }

    /** The formats that this one is made of, so that whoever wants can go through all of them. */
    default List<Codec<?>> parts() {
        return List.of();
    }

    /** Reads a whole value: nothing may be left over. */
    default T parse(Bytes bytes) {
        var in = bytes.in();
        T value = read(in);
        in.end();
        return value;
    }

    /** The value's bytes. */
    default Bytes encode(T value) {
        var out = Out.onSpareRoom();
        try {
            write(value, out);
            return Bytes.own(out.toArray());
        } finally {
            out.giveBack();
        }
    }

    Codec<Integer> UINT8 = Numbers.uint(1);
    Codec<Integer> UINT16 = Numbers.uint(2);
    Codec<Integer> UINT24 = Numbers.uint(3);
    Codec<Long> UINT32 = new Numbers.Wide(4);
    Codec<Long> UINT64 = new Numbers.Wide(8);

    /** A code in so many bytes, open to values without a name. @param make of an immutable value, which may be shared */
    static <T> Codec<T> code(String type, int width, IntFunction<T> make, ToIntFunction<T> code) {
        return new Numbers.Code<>(type, width, make, code);
    }

    /** So many bytes as they are, {@code opaque name[length]}. */
    static Codec<Bytes> fixed(int length) {
        return new Vectors.Fixed(length);
    }

    /** Bytes behind their length. The width of the length follows from the maximum. RFC 9846 section 3.4. */
    static Codec<Bytes> opaque(int min, int max) {
        return new Vectors.Opaque(min, max);
    }

    /** Elements behind their length in bytes. RFC 9846 section 3.4. */
    static <T> Codec<List<T>> vector(Codec<T> element, int min, int max) {
        return new Vectors.Of<>(element, min, max);
    }

    /** All bytes that are left, as they are. */
    static Codec<Bytes> rest(String type) {
        return new Vectors.Rest(type);
    }

    /** No bytes at all. */
    static <T> Codec<T> nothing(String type, T value) {
        return new Codec<>() {
            @Override
            public T read(In in) {
                return value;
            }

            @Override
            public void write(T nothing, Out out) {}

            @Override
            public String type() {
                return type;
            }

            @Override
            public String definition() {
                return "struct {} " + type + ";";
            }
        };
    }

    /** The same format under the name that the specification gives it. */
    static <T> Codec<T> alias(String name, Codec<T> codec) {
        return new Codec<>() {
            @Override
            public T read(In in) {
                return codec.read(in);
            }

            @Override
            public void write(T value, Out out) {
                codec.write(value, out);
            }

            @Override
            public String type() {
                return name;
            }

            @Override
            public String definition() {
                return codec.declare(name) + ";";
            }

            @Override
            public List<Codec<?>> parts() {
                return List.of(codec);
            }
        };
    }

    /** The same bytes, another Java type. */
    static <A, B> Codec<B> map(Codec<A> codec, Function<A, B> from, Function<B, A> to) {
        return new Codec<>() {
            @Override
            public B read(In in) {
                return from.apply(codec.read(in));
            }

            @Override
            public void write(B value, Out out) {
                codec.write(to.apply(value), out);
            }

            @Override
            public String type() {
                return codec.type();
            }

            @Override
            public String declare(String field) {
                return codec.declare(field);
            }

            @Override
            public String definition() {
                return codec.definition();
            }

            @Override
            public List<Codec<?>> parts() {
                return codec.parts();
            }
        };
    }

    /** A value that may be left out at the end of its struct. */
    static <T> Codec<T> atEnd(Codec<T> codec, T absent) {
        return new Codec<>() {
            @Override
            public List<Codec<?>> parts() {
                return codec.parts();
            }

            @Override
            public T read(In in) {
                return in.hasMore() ? codec.read(in) : absent;
            }

            @Override
            public void write(T value, Out out) {
                if (!value.equals(absent)) codec.write(value, out);
            }

            @Override
            public String type() {
                return codec.type();
            }

            @Override
            public String declare(String field) {
                return codec.declare(field);
            }
        };
    }

    /** A codec that is looked up when it is used, for formats that contain themselves. */
    static <T> Codec<T> later(String type, Supplier<Codec<T>> codec) {
        return new Codec<>() {
            @Override
            public T read(In in) {
                return codec.get().read(in);
            }

            @Override
            public void write(T value, Out out) {
                codec.get().write(value, out);
            }

            @Override
            public String type() {
                return type;
            }
        };
    }

    /** A field of a struct: its name in the specification, its format, and where the record keeps it. */
    record Field<R, T>(String name, Codec<T> codec, Function<R, T> get) {
        T read(In in) {
            return in.field(name, codec);
        }

        void write(R whole, Out out) {
            out.field(codec, get.apply(whole));
        }

        String declaration() {
            return codec.declare(name);
        }
    }

    static <R, T> Field<R, T> field(String name, Codec<T> codec, Function<R, T> get) {
        return new Field<>(name, codec, get);
    }

    static <R, A> Codec<R> struct(String name, Field<R, A> a, Function<A, R> make) {
        return new Struct<>(name, List.of(a), in -> make.apply(a.read(in)));
    }

    static <R, A, B> Codec<R> struct(String name, Field<R, A> a, Field<R, B> b, BiFunction<A, B, R> make) {
        return new Struct<>(name, List.of(a, b), in -> make.apply(a.read(in), b.read(in)));
    }

    static <R, A, B, C> Codec<R> struct(String name, Field<R, A> a, Field<R, B> b, Field<R, C> c,
        Struct.Of3<A, B, C, R> make) {
        return new Struct<>(name, List.of(a, b, c), in -> make.make(a.read(in), b.read(in), c.read(in)));
    }

    static <R, A, B, C, D> Codec<R> struct(String name, Field<R, A> a, Field<R, B> b, Field<R, C> c, Field<R, D> d,
        Struct.Of4<A, B, C, D, R> make) {
        return new Struct<>(name, List.of(a, b, c, d), in -> make.make(a.read(in), b.read(in), c.read(in), d.read(in)));
    }

    static <R, A, B, C, D, E> Codec<R> struct(String name, Field<R, A> a, Field<R, B> b, Field<R, C> c, Field<R, D> d,
        Field<R, E> e, Struct.Of5<A, B, C, D, E, R> make) {
        return new Struct<>(name, List.of(a, b, c, d, e),
            in -> make.make(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in)));
    }

    static <R, A, B, C, D, E, F> Codec<R> struct(String name, Field<R, A> a, Field<R, B> b, Field<R, C> c,
        Field<R, D> d,
        Field<R, E> e, Field<R, F> f, Struct.Of6<A, B, C, D, E, F, R> make) {
        return new Struct<>(name, List.of(a, b, c, d, e, f),
            in -> make.make(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in)));
    }
}
