package dev.parley.server12;

import static dev.parley.failure.Reason.CLIENT_CERTIFICATE_MISSING;

import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.credential.LeafKey;
import dev.parley.credential.PeerChain;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.Certificate12;
import dev.parley.message.Heard;
import java.util.Optional;
import java.util.Set;

/** The server asked for a certificate; the client may show none, by an empty list. RFC 5246 section 7.4.6. */
record WaitCertificate(ServerFlight.Flight flight) implements Server12 {
    @Override
    public Agreed12 agreed() {
        return flight.agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Certificate12.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Certificate12 certificate)) throw unexpected(heard);
        var config = agreed().party().config();
        Chains.checkLength(certificate.certificateList(), config.limits());
        if (certificate.certificateList().isEmpty()) {
            if (config.clientAuth() == ClientAuth.NEED)
                throw CLIENT_CERTIFICATE_MISSING.because("the client's list is empty");
            out.transcript().release();
            return Step.become(new WaitClientKeyExchange(flight, Optional.empty()));
        }
        var chain = PeerChain.ofClient(certificate.certificateList(), config.clock().instant())
            .type(agreed().certificateType(Side.CLIENT));
        var leaf = chain.leaf();
        Chains.checkUsage(leaf, LeafKey.KeyUsage.DIGITAL_SIGNATURE);
        return Step.after(Chains.verify(config, chain), path -> {
            out.verified(path);
            return Step.become(new WaitClientKeyExchange(flight, Optional.of(new ClientShown(chain, leaf, path))));
        });
    }
}
