package dev.parley.client13;

import static dev.parley.failure.Reason.EARLY_DATA_UNEXPECTED;

import dev.parley.config.Side;
import dev.parley.extension.Alpn;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Psk;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Step;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Heard;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import java.util.Set;

/** The server will answer what was offered, under encryption now. RFC 9846 section 4.4.1. */
record WaitEncryptedExtensions(Known known) implements Client13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(EncryptedExtensions.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof EncryptedExtensions answers)) throw unexpected(heard);
        Extensions.accept(Place.ENCRYPTED_EXTENSIONS, known.sent().extensions(), answers.extensions());
        RecordLimits.agree(Side.CLIENT, true, known.sent().extensions(), answers.extensions(), out);
        var next = known.early() == EarlyFate.PENDING ? decideEarlyData(answers.extensions(), out) : known;
        return Step.become(next.psk().isPresent() ? WaitFinished.withPsk(next, answers.extensions(), next.psk().get())
            : new WaitCertificateOrRequest(next, answers.extensions()));
    }

    /** The server says whether it takes the early data, which went under the first key offered. RFC 9846 section 4.3.10. */
    private Known decideEarlyData(ExtensionBlock answers, Output out) {
        if (!answers.has(EarlyData.IT)) {
            out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(known.suite(), known.clientTraffic()));
            out.earlyDecided(EarlyFate.REJECTED, 0);
            return known.early(EarlyFate.REJECTED);
        }
        var session = known.psk().flatMap(Psk::session)
            .orElseThrow(() -> EARLY_DATA_UNEXPECTED.because("accepted, but not with the session it was sent under"));
        if (!session.suite().equals(known.suite()) || !session.protocol().equals(Alpn.in(answers)))
            throw EARLY_DATA_UNEXPECTED.because("accepted under %s and %s, sent under %s and %s", known.suite(),
                Alpn.in(answers), session.suite(), session.protocol());
        out.earlyDecided(EarlyFate.ACCEPTED, session.earlyData());
        return known.early(EarlyFate.ACCEPTED);
    }
}
