package dev.parley.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to connect to. @param host a name or an IP address, IPv6 without its brackets */
record Address(String host, int port) {
    private static final int HTTPS = 443;

    /** {@code host}, {@code host:port}, {@code [::1]:port} or {@code ::1}. @throws TypeConversionException with the reason */
    static Address parse(String text) {
        return new Converter().convert(text);
    }

    static final class Converter implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            int colon = text.lastIndexOf(':');
            boolean isBareV6 = !text.startsWith("[") && text.indexOf(':') != colon;
            if (colon < 0 || isBareV6 || text.endsWith("]")) return of(text, HTTPS);
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port < 1 || port > 65535) throw new TypeConversionException("there is no port " + port);
                return of(text.substring(0, colon), port);
            } catch (NumberFormatException _) {
                throw new TypeConversionException("'" + text + "' is not HOST:PORT");
            }
        }

        private static Address of(String host, int port) {
            var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            if (bare.isEmpty()) throw new TypeConversionException("the host is missing");
            return new Address(bare, port);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
