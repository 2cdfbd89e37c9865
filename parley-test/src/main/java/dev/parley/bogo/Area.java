package dev.parley.bogo;

import java.util.List;
import java.util.regex.Pattern;

/** What a test is about, told by its name; the first that fits. */
record Area(String name, Pattern tests) {
    private static final List<Area> ALL = List.of(
        area("DTLS", "DTLS|MTU|Retransmit|ReplayWindow"),
        area("QUIC", "QUIC"),
        area("TLS 1.0 and 1.1", "TLS1(-|$)|TLS11|TLS10|3DES"),
        area("encrypted ClientHello", "ECH|ClientHelloInner|ClientHelloOuter"),
        area("delegated credentials", "DelegatedCredential|^DC-"),
        area("raw public keys", "RawPublicKey|RPK|-Rpk"),
        area("certificate compression", "CertCompression|CertificateCompression"),
        area("NPN, channel ID, ALPS", "NPN|NextProto|ChannelID|ChannelId|ALPS|ApplicationSettings"),
        area("PAKE and trust anchors", "PAKE|TrustAnchor|ServerPadding|RequestPadding"),
        area("compliance policies", "Compliance"),
        area("renegotiation", "Renegotiat|Renego"),
        area("stapling", "OCSP|SignedCertificateTimestamp|SCT|SendSCT"),
        area("early data", "EarlyData|0RTT|Early"),
        area("resumption", "Resum|Ticket|Session|PSK|Psk"),
        area("key updates", "KeyUpdate"),
        area("groups and key shares", "Curve|Group|KeyShare|HelloRetry|HRR|MLKEM|X25519|P-256|P-384|P-521|P256|ECDH"),
        area("signatures", "Sign|Verify|PSS|PKCS|SigAlg|ECDSA|Ed25519|RSA.*Key|KeyUsage"),
        area("cipher suites and CBC", "Cipher|CBC|AES|CHACHA|GCM|Suite|SHA256"),
        area("versions", "Version|Downgrade|Fallback|SSL3|Legacy"),
        area("extensions", "Extension|ALPN|ServerName|SRTP|EMS|ExtendedMasterSecret|GREASE|Permute"),
        area("client and server authentication", "ClientAuth|Cert|Credential|ClientCA|Authentication"),
        area("exporters", "Export|TLSUnique"),
        area("order of messages", "WrongMessageType|Trailing|Skip|Unexpected|Unsolicited|Extra|Omit|EndOfFlight|"
            + "ChangeCipherSpec|CCS|Message|PartialFinished|FragmentAcross|Basic|Handshake"),
        area("records, alerts and data", "Record|Alert|Empty|Shutdown|Close|Write|Read|Peek|Buffer|Large|Fragment|"
            + "AppData|Application"),
        area("others", ""));

    private static Area area(String name, String tests) {
        return new Area(name, Pattern.compile(tests));
    }

    static String of(String test) {
        return ALL.stream().filter(area -> area.tests.matcher(test).find()).findFirst().orElseThrow().name;
    }
}
