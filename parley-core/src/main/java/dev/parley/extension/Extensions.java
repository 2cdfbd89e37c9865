package dev.parley.extension;

import dev.parley.id.Grease;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All extensions that Parley knows, in the order of a hello; {@code pre_shared_key} must be the last. RFC 9846 section 4.3.11. */
public final class Extensions {
    private Extensions() {}

    public static final List<Extension<?, ?>> ALL = List.of(
        ServerName.IT,
        MaxFragmentLength.IT,
        StatusRequest.IT,
        StatusRequestV2.IT,
        SupportedGroups.IT,
        EcPointFormats.IT,
        SignatureAlgorithms.IT,
        Alpn.IT,
        SignedCertificateTimestamp.IT,
        ClientCertificateType.IT,
        ServerCertificateType.IT,
        Padding.IT,
        EncryptThenMac.IT,
        ExtendedMainSecret.IT,
        CompressCertificate.IT,
        DelegatedCredential.IT,
        RecordSizeLimit.IT,
        SessionTicket.IT,
        SupportedVersions.IT,
        Cookie.IT,
        PskKeyExchangeModes.IT,
        CertificateAuthorities.IT,
        OidFilters.IT,
        PostHandshakeAuth.IT,
        SignatureAlgorithmsCert.IT,
        KeyShare.IT,
        RenegotiationInfo.IT,
        TicketRequest.IT,
        EarlyData.IT,
        EncryptedClientHello.IT,
        EchOuterExtensions.IT,
        PreSharedKey.IT);

    private static final Map<Integer, Extension<?, ?>> BY_TYPE =
        ALL.stream()
            .collect(Collectors.toUnmodifiableMap(extension -> extension.spec().type(), extension -> extension));

    /** The extension of this number, if Parley knows it. */
    public static Optional<Extension<?, ?>> of(int type) {
        return Optional.ofNullable(known(type));
    }

    /** The same, for those who ask for each extension of each hello: {@code null} if Parley does not know it. */
    static Extension<?, ?> known(int type) {
        return type < LOW.length ? LOW[type] : BY_TYPE.get(type);
    }

    private static final Extension<?, ?>[] LOW = low();

    private static Extension<?, ?>[] low() {
        var low = new Extension<?, ?>[128];
        for (int type = 0; type < low.length; type++) low[type] = BY_TYPE.get(type);
        return low;
    }

    /**
     * What a client puts into its hello. GREASE stands first and last, but before {@code pre_shared_key} (RFC 8701 section
     * 3.1). Shuffled, the others stand in another order in each connection, so that servers learn not to count on one; a
     * second hello keeps that of the first. {@code padding} stays behind all of them.
     */
    public static ExtensionBlock offer(Offering offering) {
        var entries = new ArrayList<ExtensionBlock.Entry>();
        boolean grease = offering.config().grease();
        if (grease) entries.add(ExtensionBlock.Entry.unknown(Grease.value(offering.grease()), Bytes.EMPTY));
        for (var extension : offering.config().shuffle() ? shuffled(offering.grease()) : ALL) {
            if (grease && extension == PreSharedKey.IT) entries.add(secondGrease(offering));
            offer(extension, offering, entries);
        }
        return new ExtensionBlock(entries);
    }

    private static List<Extension<?, ?>> shuffled(int seed) {
        var order = new ArrayList<Extension<?, ?>>(ALL);
        order.remove(PreSharedKey.IT);
        Collections.shuffle(order, new java.util.Random(seed)); // hides nothing, so it need not be hard to guess
        order.add(PreSharedKey.IT);
        return order;
    }

    private static ExtensionBlock.Entry secondGrease(Offering offering) {
        return ExtensionBlock.Entry.unknown(Grease.value(offering.grease() + 0x10), Bytes.of((byte) 0));
    }

    /** With one that means nothing behind the others. */
    public static ExtensionBlock greased(ExtensionBlock block, int any) {
        var entries = new ArrayList<>(block.entries());
        entries.add(ExtensionBlock.Entry.unknown(Grease.value(any), Bytes.EMPTY));
        return new ExtensionBlock(entries);
    }

    private static <C> void offer(Extension<C, ?> extension, Offering offering, List<ExtensionBlock.Entry> entries) {
        var value = extension.offer(offering);
        if (value.isPresent()) entries.add(ExtensionBlock.Entry.of(extension, Place.CLIENT_HELLO, value.get()));
    }

    /** What a server answers in this place to what was offered. */
    public static ExtensionBlock answer(Place place, Answering answering) {
        var entries = new ArrayList<ExtensionBlock.Entry>();
        for (var extension : ALL) answer(extension, place, answering, entries);
        return new ExtensionBlock(entries);
    }

    private static <C, S> void answer(Extension<C, S> extension, Place place, Answering answering,
        List<ExtensionBlock.Entry> entries) {
        var offer = answering.offered().offered(extension);
        if (offer.isEmpty() || !extension.spec().formats().containsKey(place)) return;
        var value = extension.answer(offer.get(), answering);
        if (value.isPresent()) entries.add(ExtensionBlock.Entry.of(extension, place, value.get()));
    }

    /** The client checks the server's answers in this place against its own offer. */
    public static void accept(Place place, ExtensionBlock offered, ExtensionBlock answers) {
        answers.check(place, offered);
        for (var extension : ALL) accept(extension, offered, answers);
    }

    private static <C, S> void accept(Extension<C, S> extension, ExtensionBlock offered, ExtensionBlock answers) {
        var answer = answers.answered(extension);
        if (answer.isEmpty()) return;
        var offer = offered.offered(extension);
        if (offer.isPresent()) extension.accept(offer.get(), answer.get());
    }
}
