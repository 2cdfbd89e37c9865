package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a client wants to reach, in the one form in which names can be compared. RFC 9525 section 6.
 *
 * <p>International names are turned into A-labels by the JDK's IDNA 2003. The four characters that IDNA 2008 reads
 * otherwise (ß, ς and the two joiners) would lead to another domain, so such names are refused: write their
 * {@code xn--} form.
 */
public sealed interface HostName {
    /** A domain name in A-labels, lower case, without a dot at its end. */
    record Dns(String name) implements HostName {}

    /** 4 bytes, or 16. */
    record Address(Bytes bytes) implements HostName {
        private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    /**
     * Reads a host name, also an international one, or an IP address, also in brackets or with a zone.
     *
     * @throws IllegalArgumentException saying why it is neither
     */
    static HostName of(String text) {
        if (text.startsWith("[") && text.endsWith("]"))
            return new Address(address6(text.substring(1, text.length() - 1)));
        if (text.contains(":")) return new Address(address6(text));
        if (!text.isEmpty() && isDigit(text.charAt(text.length() - 1)) && Address.FOUR_NUMBERS.matcher(text).matches())
            return new Address(address4(text));
        return new Dns(dns(text));
    }

    /** Is a certificate with these names for it? */
    default boolean isAmong(CertificateNames names) {
        return switch (this) {
            case Address(var bytes) -> names.addresses().contains(bytes);
            case Dns(var name) -> names.dns().stream().anyMatch(presented -> matches(presented, name));
        };
    }

    /**
     * Is the name in a certificate the one wanted? A {@code *} stands for one whole label, the left-most, with at least
     * two behind it. RFC 9525 section 6.3; the two labels keep {@code *.com} from being everybody, which the RFC leaves
     * to us.
     */
    private static boolean matches(String presented, String wanted) {
        var lower = lower(presented);
        if (!lower.startsWith("*.")) return !lower.contains("*") && lower.equals(wanted);
        var parent = lower.substring(1);
        int dot = wanted.indexOf('.');
        return dot > 0 && parent.indexOf('*') < 0 && parent.indexOf('.', 1) > 1 && wanted.substring(dot).equals(parent);
    }

    private static String dns(String text) {
        var ascii = isAscii(text) ? text : toAscii(text);
        var name = lower(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
        if (name.isEmpty()) throw new IllegalArgumentException("the host name is empty");
        if (name.length() > 253) throw new IllegalArgumentException("the host name has more than 253 characters");
        int last = 0;
        for (int dot = name.indexOf('.'); dot >= 0; last = dot + 1, dot = name.indexOf('.', last))
            checkLabel(name, last, dot);
        checkLabel(name, last, name.length());
        if (isNumber(name, last))
            throw new IllegalArgumentException(
                "\"" + name + "\" ends in a number and is no IP address of four numbers");
        return name;
    }

    /** An underscore is no host name's, but some hosts have one, and comparing it does no harm. */
    private static void checkLabel(String name, int from, int to) {
        boolean right = to > from && to - from <= 63 && name.charAt(from) != '-' && name.charAt(to - 1) != '-';
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            right &= c >= 'a' && c <= 'z' || isDigit(c) || c == '-' || c == '_';
        }
        if (!right) throw new IllegalArgumentException(
            "\"%s\" is no label of a host name".formatted(CertificateText.tame(name.substring(from, to))));
    }

    private static boolean isNumber(String name, int from) {
        for (int i = from; i < name.length(); i++) if (!isDigit(name.charAt(i))) return false;
        return true;
    }

    private static String toAscii(String text) {
        if (text.codePoints().anyMatch(c -> c == 'ß' || c == 'ẞ' || c == 'ς' || c == 0x200C || c == 0x200D))
            throw new IllegalArgumentException(
                "\"" + text + "\" reads differently by IDNA 2003 and 2008: write its xn-- form");
        return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED); // throws what we throw
    }

    private static Bytes address4(String text) {
        var bytes = new byte[4];
        var numbers = text.split("\\.");
        for (int i = 0; i < 4; i++) {
            boolean octal = numbers[i].length() > 1 && numbers[i].startsWith("0");
            if (octal || numbers[i].length() > 3 || Integer.parseInt(numbers[i]) > 255)
                throw new IllegalArgumentException("\"" + text + "\" is no IP address");
            bytes[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return Bytes.own(bytes);
    }

    private static Bytes address6(String text) {
        int zone = text.indexOf('%');
        // A literal only: nothing is ever looked up. An IPv4 address in IPv6's clothes comes out as IPv4.
        return Bytes.own(Inet6Address.ofLiteral(zone < 0 ? text : text.substring(0, zone)).getAddress());
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
