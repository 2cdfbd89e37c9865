package dev.parley.wire;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fields, one behind the other. RFC 9846 section 3.6. No struct of TLS has more than six. */
public final class Struct<R> implements Codec<R> {
    private final String name;
    private final List<Field<R, ?>> fields;
    private final Function<In, R> read;

    Struct(String name, List<Field<R, ?>> fields, Function<In, R> read) {
        this.name = name;
        this.fields = fields;
        this.read = read;
    }

    @Override
    public R read(In in) {
        return read.apply(in);
    }

    @Override
    public void write(R value, Out out) {
        for (int i = 0; i < fields.size(); i++) fields.get(i).write(value, out); // no iterator: done very often
    }

    @Override
    public String type() {
        return name;
    }

    @Override
    public String definition() {
        return fields.stream().map(field -> "    " + field.declaration() + ";\n")
            .collect(Collectors.joining("", "struct {\n", "} " + name + ";"));
    }

    @Override
    public List<Codec<?>> parts() {
        return fields.stream().<Codec<?>>map(Field::codec).toList();
    }

    /** Makes a record from three fields. */
    @FunctionalInterface
    public interface Of3<A, B, C, R> {
        R make(A a, B b, C c);
    }

    /** Makes a record from four fields. */
    @FunctionalInterface
    public interface Of4<A, B, C, D, R> {
        R make(A a, B b, C c, D d);
    }

    /** Makes a record from five fields. */
    @FunctionalInterface
    public interface Of5<A, B, C, D, E, R> {
        R make(A a, B b, C c, D d, E e);
    }

    /** Makes a record from six fields. */
    @FunctionalInterface
    public interface Of6<A, B, C, D, E, F, R> {
        R make(A a, B b, C c, D d, E e, F f);
    }
}
