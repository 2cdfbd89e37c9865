package dev.parley.bogo;

import static dev.parley.bogo.Flag.ECH_CONFIG_LIST;
import static dev.parley.bogo.Flag.ECH_IS_RETRY_CONFIG;
import static dev.parley.bogo.Flag.ECH_SERVER_CONFIG;
import static dev.parley.bogo.Flag.ECH_SERVER_KEY;
import static dev.parley.bogo.Flag.ENABLE_ECH_GREASE;
import static dev.parley.bogo.Flag.EXPECT_ECH_ACCEPT;
import static dev.parley.bogo.Flag.EXPECT_ECH_NAME_OVERRIDE;
import static dev.parley.bogo.Flag.EXPECT_ECH_RETRY_CONFIGS;
import static dev.parley.bogo.Flag.EXPECT_NO_ECH_NAME_OVERRIDE;
import static dev.parley.bogo.Flag.EXPECT_NO_ECH_RETRY_CONFIGS;
import static dev.parley.bogo.Flag.HOST_NAME;
import static dev.parley.bogo.Flag.SERVER;

import dev.parley.config.TlsSettings;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.credential.PeerChain;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchFate;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import dev.parley.wire.Out;
import dev.parley.wire.WireFailure;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/** What the flags want of Encrypted Client Hello, set and checked. */
final class EchFlags {
    private EchFlags() {}

    static void apply(Flags flags, TlsSettings settings) {
        if (flags.has(SERVER)) {
            var keys = keys(flags);
            settings.ech(policy -> policy.keys(keys).backend(keys.all().isEmpty()));
            return;
        }
        flags.base64(ECH_CONFIG_LIST).ifPresent(list -> settings.ech(list(list)));
        settings.ech(policy -> policy.grease(flags.has(ENABLE_ECH_GREASE)));
    }

    private static EchConfigList list(Bytes list) {
        try {
            return EchConfigList.of(list);
        } catch (WireFailure e) {
            throw new CredentialFailure(":INVALID_ECH_CONFIG_LIST:", e);
        }
    }

    private static EchKeys keys(Flags flags) {
        var configs = flags.texts(ECH_SERVER_CONFIG);
        var keys = flags.texts(ECH_SERVER_KEY);
        var current = flags.texts(ECH_IS_RETRY_CONFIG);
        var all = new ArrayList<EchKey>();
        for (int i = 0; i < configs.size(); i++) {
            var config = base64(configs.get(i));
            var length = new Out(2).uint16(config.length()).toBytes();
            all.add(new EchKey(list(Bytes.join(length, config)).configs().getFirst(), key(base64(keys.get(i))),
                current.get(i).equals("1")));
        }
        return EchKeys.of(all.toArray(EchKey[]::new));
    }

    private static Bytes base64(String text) {
        return Bytes.own(Base64.getDecoder().decode(text));
    }

    private static PrivateKey key(Bytes raw) {
        try {
            return KeyFactory.getInstance("XDH")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, raw.toArray()));
        } catch (GeneralSecurityException e) {
            throw new CredentialFailure("no key of X25519", e);
        }
    }

    static void check(Flags flags, Facts facts) {
        if (flags.has(SERVER) && !flags.has(ECH_SERVER_KEY)) return; // a hello for it was opened elsewhere, if at all
        boolean accepted = facts.ech() == EchFate.ACCEPTED;
        Disappointed.unless(accepted == flags.has(EXPECT_ECH_ACCEPT), "the hidden hello is %s", facts.ech());
    }

    /** Once the server has not opened the hidden hello. */
    static void checkRejection(Flags flags, HandshakeFailure failure) {
        if (failure.reason() != Reason.ECH_REJECTED) return;
        var configs = failure.retryConfigs();
        if (flags.has(EXPECT_NO_ECH_RETRY_CONFIGS))
            Disappointed.unless(configs.isEmpty(), "there are retry configurations");
        flags.base64(EXPECT_ECH_RETRY_CONFIGS).ifPresent(
            wanted -> Disappointed.unless(configs.equals(Optional.of(wanted)), "other retry configurations"));
    }

    /** Also looks for whom the certificate must be. */
    static Trust judge(Flags flags, Judge judge) {
        return new Trust() {
            @Override
            public VerifiedChain check(PeerChain chain) {
                flags.text(EXPECT_ECH_NAME_OVERRIDE).ifPresent(name -> Disappointed
                    .unless(chain.host().equals(Optional.of(name)), "the name is %s", chain.host()));
                if (flags.has(EXPECT_NO_ECH_NAME_OVERRIDE))
                    Disappointed.unless(chain.host().equals(flags.text(HOST_NAME).or(chain::host)), "the name is %s",
                        chain.host());
                return judge.check(chain);
            }

            @Override
            public boolean checksAgain() {
                return judge.checksAgain();
            }
        };
    }
}
