package dev.parley.cli;

import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchSource;
import dev.parley.wire.Bytes;
import dev.parley.wire.In;
import dev.parley.wire.WireFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/**
 * Configurations from the DNS: the parameter {@code ech} of HTTPS records, by the JDK's own resolver. RFC 9460, RFC 9848.
 * The question and its answer are neither encrypted nor signed, so whoever listens learns the name from them. Blocks.
 *
 * @param server such as {@code dns://192.0.2.1:53}, or {@code dns:} for the machine's own
 */
record EchDns(String server) implements EchSource {
    /** The machine's own name servers. */
    static final EchDns STANDARD = new EchDns("dns:");

    private static final String HTTPS = "65"; // the record's number, RFC 9460 section 14.1
    private static final int ECH = 5; // the parameter's number, RFC 9848
    private static final int MOST_ALIASES = 4;

    @Override
    public Optional<EchConfigList> find(String host, int port) {
        return follow(port == 443 ? host : "_%d._https.%s".formatted(port, host), MOST_ALIASES);
    }

    private Optional<EchConfigList> follow(String name, int aliases) {
        var records = records(name);
        var alias = records.stream().filter(Record::isAlias).findFirst();
        if (alias.isPresent())
            return aliases == 0 || alias.get().target.isEmpty() ? Optional.empty()
                : follow(alias.get().target, aliases - 1);
        return records.stream().sorted(Comparator.comparingInt(Record::priority)).map(Record::ech)
            .flatMap(Optional::stream).findFirst();
    }

    /** Only attributes are asked for, as bytes: the DNS provider makes no objects of them. @throws EchLookupFailed if nobody answers */
    @SuppressWarnings("BanJNDI")
    private List<Record> records(String name) {
        var environment = new Hashtable<String, String>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", server);
        var records = new ArrayList<Record>();
        try {
            var context = new InitialDirContext(environment);
            try {
                var found = context.getAttributes(name, new String[]{HTTPS}).get(HTTPS);
                for (int i = 0; found != null && i < found.size(); i++)
                    if (found.get(i) instanceof byte[] data) records.add(Record.of(Bytes.own(data)));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException _) {
            return List.of();
        } catch (NamingException | WireFailure e) {
            throw new EchLookupFailed(name, e);
        }
        return records;
    }

    /** The lookup was not answered; to go on without would tell the name to everybody. */
    static final class EchLookupFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EchLookupFailed(String name, Exception cause) {
            super("the HTTPS record of " + name + " cannot be looked up: " + cause.getMessage(), cause);
        }
    }

    /** RFC 9460 section 2.2. @param priority 0 stands for an alias */
    private record Record(int priority, String target, Optional<EchConfigList> ech) {
        boolean isAlias() {
            return priority == 0;
        }

        static Record of(Bytes data) {
            var in = data.in();
            int priority = in.uint16();
            var target = name(in);
            Optional<EchConfigList> ech = Optional.empty();
            while (in.hasMore()) {
                int key = in.uint16();
                var value = in.bytes(in.uint16());
                if (key == ECH) ech = Optional.of(EchConfigList.of(value));
            }
            return new Record(priority, target, ech);
        }

        /** Labels behind their lengths; never compressed here. */
        private static String name(In in) {
            var labels = new ArrayList<String>();
            for (int length = in.uint8(); length > 0; length = in.uint8()) labels.add(in.bytes(length).latin1());
            return String.join(".", labels);
        }
    }
}
