package dev.parley.client13;

import dev.parley.config.Side;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.handshake.Output;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Step;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Heard;
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
        return Step.become(new WaitCertificateOrRequest(known, answers.extensions()));
    }
}
