package dev.parley.handshake;

import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.message.Dialect;
import dev.parley.message.Finished;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.schedule.KeyBlock;
import dev.parley.schedule.Prf12;
import dev.parley.wire.Bytes;

/** What both sides of TLS 1.2 have once the premaster secret is there. RFC 5246 sections 6.3, 7.4.9 and 8.1. */
public record Keys12(Agreed12 agreed, Secret main, KeyBlock block) {
    /** @param premaster closed; ClientKeyExchange must be the newest message in the transcript */
    public static Keys12 of(Agreed12 agreed, Secret premaster, Output out) {
        var custody = agreed.party().crypto();
        out.expose("premaster secret", agreed.clientRandom(), premaster);
        var main =
            Premaster12.mainSecret(custody, agreed.suite(), premaster, agreed.extendedMainSecret(), out.transcript(),
                agreed.clientRandom(), agreed.serverRandom());
        return ofMain(agreed, main, out);
    }

    /** From a main secret of an earlier session, too. */
    public static Keys12 ofMain(Agreed12 agreed, Secret main, Output out) {
        out.expose("CLIENT_RANDOM", agreed.clientRandom(), main);
        var block =
            Prf12.keyBlock(agreed.party().crypto(), agreed.suite(), main, agreed.clientRandom(), agreed.serverRandom());
        return new Keys12(agreed, main, block);
    }

    /** From here on this way is protected. @param writer whose records */
    public void change(Way way, Side writer, Output out) {
        var half = writer == Side.CLIENT ? block.client() : block.server();
        out.keys(way, Epoch.APPLICATION, new KeyMaterial.Block(agreed.suite(), half, agreed.encryptThenMac()));
        half.close();
    }

    /** This side changes its keys and says Finished. @return its verify_data */
    public Bytes sayFinished(Side side, Output out) {
        out.changeCipherSpec();
        change(Way.OUT, side, out);
        var data = Bytes.own(Prf12.verifyData(agreed.party().crypto(), agreed.suite().hash(), main, side == Side.CLIENT,
            out.transcript().now()));
        out.say(Dialect.tls12(agreed.suite().keyExchange()), new Finished(data));
        return data;
    }

    /** @throws dev.parley.failure.HandshakeFailure BAD_FINISHED */
    public FinishedProven check(Side peer, Finished finished, Output out) {
        var expected = Prf12.verifyData(agreed.party().crypto(), agreed.suite().hash(), main, peer == Side.CLIENT,
            out.transcript().before());
        return FinishedProven.check(expected, finished);
    }

    /** Without extended_master_secret somebody between may have the same main secret twice: nothing is exported. RFC 7627 section 5.4. */
    public Exporter exporter() {
        if (!agreed.extendedMainSecret()) return (_, _, _) -> {
            throw new IllegalStateException(
                "nothing may be exported from a connection without extended_master_secret (RFC 7627 section 5.4)");
        };
        return (label, context, length) -> Prf12.export(agreed.party().crypto(), agreed.suite().hash(), main,
            agreed.clientRandom(),
            agreed.serverRandom(), label, context, length);
    }
}
