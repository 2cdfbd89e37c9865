package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats are quotations: what a codec prints of itself stands in the RFC, but for white space, remarks and semicolons. */
class QuotationTest {
    /** What stands in the RFC in the place of a part of ours, and why. */
    private record Difference(String ours, String rfcs, String why) {
        String in(String definition) {
            assertThat(definition).contains(ours);
            return definition.replace(ours, rfcs);
        }
    }

    private static final String CONSTANT = "the RFC gives the constant; readers must look at it themselves";
    private static final String SELECT = "a select of which one case is in use";
    private static final String IN_PLACE = "a struct within a struct that is written out in its place";

    private static final Map<String, List<Difference>> DIFFERENCES = Map.ofEntries(
        Map.entry("ClientHello", List.of(new Difference("legacy_version;", "legacy_version=0x0303;", CONSTANT))),
        Map.entry("ServerHello", List.of(new Difference("legacy_version;", "legacy_version=0x0303;", CONSTANT),
            new Difference("legacy_compression_method;", "legacy_compression_method=0;", CONSTANT))),
        Map.entry("TLSPlaintext", List.of(new Difference("}TLSPlaintext;",
            ";opaque fragment[TLSPlaintext.length]}TLSPlaintext;", "the header alone, without what it heads"))),
        Map.entry("CertificateEntry", List.of(new Difference("struct{opaque cert_data<1..16777215>;",
            "case X509:opaque cert_data<1..16777215>};", SELECT))),
        Map.entry("SupportedVersions",
            List.of(new Difference("struct{ProtocolVersion versions<2..254>}SupportedVersions;",
                "case client_hello:ProtocolVersion versions<2..254>;case server_hello:", SELECT))),
        Map.entry("EncryptedPreMasterSecret", List.of(new Difference("opaque pre_master_secret<0..65535>",
            "public-key-encrypted PreMasterSecret pre_master_secret", "RFC 5246 section 4.7 says what that is"))),
        Map.entry("ClientDiffieHellmanPublic", List.of(new Difference(
            "struct{opaque dh_Yc<1..65535>}ClientDiffieHellmanPublic;",
            "case explicit:opaque dh_Yc<1..65535>}dh_public}ClientDiffieHellmanPublic;", SELECT))),
        Map.entry("ServerKeyExchange", List.of(
            new Difference("struct{Server", "Server", SELECT),
            new Difference("SignatureScheme algorithm;opaque signature<0..65535>}ServerKeyExchange;", "", IN_PLACE))),
        Map.entry("ServerPskKeyExchange", List.of(new Difference(
            "struct{opaque psk_identity_hint<0..65535>}ServerPskKeyExchange;",
            "case psk:opaque psk_identity_hint<0..65535>}}ServerKeyExchange;", SELECT))),
        Map.entry("ServerEcdhePskKeyExchange",
            List.of(new Difference("struct{opaque psk", "case ec_diffie_hellman_psk:opaque psk",
                SELECT), new Difference("}ServerEcdhePskKeyExchange;", "}}ServerKeyExchange;", SELECT))),
        Map.entry("ClientPskKeyExchange", List.of(new Difference(
            "struct{opaque psk_identity<0..65535>}ClientPskKeyExchange;",
            "case psk:opaque psk_identity<0..65535>}exchange_keys}ClientKeyExchange;", SELECT))),
        Map.entry("ClientEcdhePskKeyExchange",
            List.of(new Difference("struct{opaque psk", "case ec_diffie_hellman_psk:opaque psk",
                SELECT), new Difference("}ClientEcdhePskKeyExchange;", "}exchange_keys}ClientKeyExchange;", SELECT))),
        Map.entry("ServerECDHParams", List.of(new Difference(
            "struct{ECCurveType curve_type;NamedCurve namedcurve;ECPoint public}",
            "struct{ECParameters curve_params;ECPoint public}", IN_PLACE))),
        Map.entry("CertificateRequest", List.of(new Difference(
            "SignatureScheme supported_signature_algorithms<2..65534>",
            "SignatureAndHashAlgorithm supported_signature_algorithms<2^16-1>", "its name in TLS 1.2, and a slip"))),
        Map.entry("CertificateStatus", List.of(new Difference("OCSPResponse response",
            "select(status_type){case ocsp:OCSPResponse}response", SELECT))),
        Map.entry("CertificateStatusRequest", List.of(new Difference(
            "struct{CertificateStatusType status_type;Responder", "struct{Responder", IN_PLACE),
            new Difference("}CertificateStatusRequest", "}OCSPStatusRequest", IN_PLACE))),
        Map.entry("CertificateStatusRequestItemV2", List.of(new Difference("opaque request<0..65535>",
            "uint16 request_length;select(status_type){case ocsp:OCSPStatusRequest;case ocsp_multi:OCSPStatusRequest}"
                + "request",
            SELECT))),
        Map.entry("ClientCertTypeExtension", List.of(new Difference(
            "struct{CertificateType client_certificate_types<1..255>}",
            "case client:CertificateType client_certificate_types<1..255>;"
                + "case server:CertificateType client_certificate_type}}",
            SELECT))),
        Map.entry("ServerCertTypeExtension", List.of(new Difference(
            "struct{CertificateType server_certificate_types<1..255>}",
            "case client:CertificateType server_certificate_types<1..255>;"
                + "case server:CertificateType server_certificate_type}}",
            SELECT))),
        Map.entry("ServerName", List.of(new Difference("HostName host_name",
            "select(name_type){case host_name:HostName}name", SELECT))));

    @BeforeEach
    void specificationsAreThere() {
        Specifications.need();
    }

    static Stream<Codecs.Format> definitions() {
        return Codecs.all().stream().filter(it -> it.codec().definition().endsWith(";"))
            .filter(it -> !UNNAMED.contains(it.codec().type()));
    }

    /** Formats that the RFCs describe in words only. */
    private static final List<String> UNNAMED = List.of("Empty", "RecordSizeLimit");

    @ParameterizedTest
    @MethodSource("definitions")
    void standsInTheRfc(Codecs.Format format) {
        var wanted = asTheRfcHasIt(format);
        assertThat(format.rfcs()).as(wanted).anyMatch(rfc -> text(rfc).contains(wanted));
    }

    private static final Pattern ENUMERATION = Pattern.compile("(?:uint8|NamedGroup) (\\w+;)");
    private static final Map<Integer, String> TEXTS = new ConcurrentHashMap<>();

    private static String text(int rfc) {
        return TEXTS.computeIfAbsent(rfc, it -> Specifications.text(it).map(QuotationTest::normal).orElse(""));
    }

    private static String asTheRfcHasIt(Codecs.Format format) {
        var definition = normal(format.codec().definition());
        if (text(9846).contains(definition)) return definition;
        var enumeration = ENUMERATION.matcher(definition);
        if (enumeration.matches()) return "}" + enumeration.group(1);
        for (var one : DIFFERENCES.getOrDefault(format.codec().type(), List.of())) definition = one.in(definition);
        return definition;
    }

    @Test
    void everyDifferenceIsStillOne() {
        var types = new HashSet<String>();
        definitions().forEach(it -> types.add(it.codec().type()));
        assertThat(types).containsAll(DIFFERENCES.keySet());
        DIFFERENCES.values().forEach(all -> all.forEach(it -> assertThat(it.why).isNotBlank()));
    }

    /** Without page breaks, remarks, white space and semicolons before a brace; bounds are all written as numbers. */
    private static String normal(String text) {
        return text.replaceAll("(?m)^.*\\[Page \\d+]\\s*$|^RFC \\d+ .*\\d{4}\\s*$", "")
            .replaceAll("(?s)/\\*.*?\\*/", "")
            .replaceAll("\\s+", " ").replaceAll(" ?([{}<>;,=.:\\[\\]()]) ?", "$1").replace(";}", "}")
            .replaceAll("\\.\\.2\\^8-1>", "..255>").replaceAll("\\.\\.2\\^8-2>", "..254>")
            .replaceAll("\\.\\.2\\^16-1>", "..65535>").replaceAll("\\.\\.2\\^16-2>", "..65534>")
            .replaceAll("\\.\\.2\\^16-4>", "..65532>")
            .replaceAll("\\.\\.2\\^24-1>", "..16777215>");
    }
}
