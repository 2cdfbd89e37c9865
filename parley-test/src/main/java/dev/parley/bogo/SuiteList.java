package dev.parley.bogo;

import dev.parley.Cryptography;
import dev.parley.id.Authentication;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cipher suites from OpenSSL's language for them, as far as the suite speaks it. */
final class SuiteList {
    private SuiteList() {}

    /** Without a list: everything that Parley can do. The suites of TLS 1.3 are not subject to it. @param hasKey for TLS 1.2 */
    static List<CipherSuite> of(String rule, boolean hasKey) {
        var chosen = new ArrayList<CipherSuite>();
        boolean understood = false;
        for (var part : rule.split(":")) {
            if (part.startsWith("!")) chosen.removeAll(group(part.substring(1)));
            else chosen.addAll(group(part).stream().filter(suite -> !chosen.contains(suite)).toList());
            understood |= !part.equals("3DES");
        }
        if (!understood) throw new Unimplemented("-cipher " + rule);
        return Stream.concat(for13(), chosen.stream())
            .filter(suite -> hasKey || suite.authentication() != Authentication.PSK).toList();
    }

    private static List<CipherSuite> group(String name) {
        return switch (name) {
            case "ALL", "DEFAULT" -> possible();
            case "AES" -> possible().stream().filter(suite -> suite.cipher() != BulkCipher.CHACHA20_POLY1305).toList();
            case "AES128" -> possible().stream().filter(suite -> suite.name().contains("AES_128")).toList();
            case "3DES" -> List.of();
            default -> List.of(CipherSuite.named(name).filter(possible()::contains)
                .orElseThrow(() -> new Unimplemented("-cipher with " + name)));
        };
    }

    private static List<CipherSuite> possible() {
        return CipherSuite.ALL_12.stream().filter(SuiteList::isPossible).toList();
    }

    private static Stream<CipherSuite> for13() {
        var three = List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        return Cryptography.standard().hasFastAes() ? three.stream() : three.reversed().stream();
    }

    private static boolean isPossible(CipherSuite suite) {
        return Cryptography.jdk().ciphers().contains(suite.cipher()); // BoringSSL has no AES-CCM
    }
}
