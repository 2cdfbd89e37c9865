package dev.parley.server12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Step;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Heard;
import java.util.Set;

/** The client proves that it holds the key of its certificate: a signature over all messages so far. RFC 5246 section 7.4.8. */
record WaitCertificateVerify(Exchanged done, ClientShown shown) implements Server12 {
    @Override
    public Agreed12 agreed() {
        return done.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(CertificateVerify.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof CertificateVerify verify)) throw unexpected(heard);
        var party = agreed().party();
        Chains.checkScheme(verify.algorithm(), party.config().schemes(), shown.leaf(), false);
        var proof = PeerProven.byCertificate(party.crypto(), shown.path(), shown.leaf().key(), verify.algorithm(),
            verify.signature(),
            out.transcript().bytesBefore().toArray());
        out.transcript().release();
        return Step.become(new WaitChangeCipherSpec(done, new ClientProof.Proven(proof, shown)));
    }
}
