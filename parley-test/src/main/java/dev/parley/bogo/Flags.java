package dev.parley.bogo;

import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags of one connection. What a flag's value says is told by whoever asks. Text is bytes: each char is one, as in
 * ISO 8859-1.
 *
 * @param credentials those beside the first one, each with the flags that follow its beginning
 */
record Flags(Map<Flag, List<String>> all, List<Flags> credentials) {
    /** The flags of the first connection, of those that resume it, and of one that goes on after early data was refused. */
    record Three(Flags initial, Flags resume, Flags retry) {
        private List<Flags> all() {
            return List.of(initial, resume, retry);
        }
    }

    private static Flags none() {
        return new Flags(new EnumMap<>(Flag.class), new ArrayList<>());
    }

    /** @throws Unimplemented for a flag that the shim does not understand */
    static Three parse(List<String> arguments) {
        var three = new Three(none(), none(), none());
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            boolean forOther = argument.startsWith("-on-handshaker-");
            var text = stripped(stripped(argument, "-on-handshaker"), "-on-shim");
            var target = three.all();
            for (var one : List.of(Map.entry("-on-initial", three.initial), Map.entry("-on-resume", three.resume),
                Map.entry("-on-retry", three.retry))) {
                if (!text.startsWith(one.getKey() + "-")) continue;
                text = stripped(text, one.getKey());
                target = List.of(one.getValue());
            }
            var name = text;
            var flag = Flag.of(name).orElseThrow(() -> new Unimplemented(name));
            var value = flag.hasValue() ? arguments.get(++i) : "";
            if (!forOther) target.forEach(flags -> flags.add(flag, value));
        }
        return three;
    }

    private static String stripped(String text, String prefix) {
        return text.startsWith(prefix + "-") ? text.substring(prefix.length()) : text;
    }

    /** A flag of a credential goes to the newest one. */
    private void add(Flag flag, String value) {
        switch (flag) {
            case NEW_X509_CREDENTIAL, NEW_DELEGATED_CREDENTIAL, NEW_PSK_CREDENTIAL, NEW_RPK_CREDENTIAL -> {
                credentials.add(none());
                credentials.getLast().put(flag, value);
            }
            case DELEGATED_CREDENTIAL, CERT_FILE, KEY_FILE, SIGNING_PREFS, OCSP_RESPONSE, SIGNED_CERT_TIMESTAMPS,
                MUST_MATCH_ISSUER, PSK_IMPORTER_KEY,
                PSK_IMPORTER_IDENTITY, PSK_IMPORTER_CONTEXT, PSK_IMPORTER_SHA256, PSK_IMPORTER_SHA384 -> {
                var target = credentials.isEmpty() ? this : credentials.getLast();
                target.put(flag, value);
            }
            default -> put(flag, value);
        }
    }

    private void put(Flag flag, String value) {
        all.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
    }

    boolean has(Flag flag) {
        return all.containsKey(flag);
    }

    Optional<String> text(Flag flag) {
        return Optional.ofNullable(all.get(flag)).map(List::getLast);
    }

    /** All values given, in their order. */
    List<String> texts(Flag flag) {
        return all.getOrDefault(flag, List.of());
    }

    /** The number given, which is never 0: in the suite 0 says "not given". */
    Optional<Integer> number(Flag flag) {
        return text(flag).map(Integer::parseInt);
    }

    List<Integer> numbers(Flag flag) {
        return all.getOrDefault(flag, List.of()).stream().map(Integer::parseInt).toList();
    }

    Optional<Bytes> bytes(Flag flag) {
        return text(flag).map(Bytes::ofLatin1);
    }

    Optional<Bytes> base64(Flag flag) {
        return text(flag).map(it -> Bytes.own(Base64.getDecoder().decode(it)));
    }
}
