package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts that a certificate is for, from its subjectAltName only: a common name does not count. RFC 9525 section
 * 6.1, RFC 5280 section 4.2.1.6.
 *
 * @param dns as they stand there, perhaps with a wildcard
 * @param addresses 4 or 16 bytes each
 */
public record CertificateNames(List<String> dns, List<Bytes> addresses) {
    public CertificateNames {
        dns = List.copyOf(dns);
        addresses = List.copyOf(addresses);
    }

    /** Of this certificate; a subjectAltName that does not parse counts as none. */
    public static CertificateNames of(X509Certificate certificate) {
        var dns = new ArrayList<String>();
        var addresses = new ArrayList<Bytes>();
        var extension = certificate.getExtensionValue("2.5.29.17");
        try {
            if (extension != null) {
                for (var name : Der.read(Der.read(Bytes.own(extension)).content()).as(Der.SEQUENCE).parts()) {
                    if (name.is(Der.implicit(2))) dns.add(name.content().latin1());
                    if (name.is(Der.implicit(7))) addresses.add(plain(name.content()));
                }
            }
        } catch (WireFailure _) {
            return new CertificateNames(List.of(), List.of());
        }
        return new CertificateNames(dns, addresses);
    }

    /** {@code example.org, *.example.org, 192.0.2.1}, or that there are none; long lists are cut. */
    @Override
    public String toString() {
        var all = new ArrayList<String>();
        for (var name : dns) all.add(CertificateText.tame(name));
        for (var address : addresses) all.add(text(address));
        if (all.isEmpty()) return "no host names at all";
        var more = all.size() > 10 ? " and " + (all.size() - 10) + " more" : "";
        return String.join(", ", all.subList(0, Math.min(10, all.size()))) + more;
    }

    /** An IPv4 address in IPv6's clothes is an IPv4 address, here as in {@link HostName}. */
    private static Bytes plain(Bytes address) {
        var mapped = Bytes.ofHex("00000000000000000000ffff");
        return address.length() == 16 && address.startsWith(mapped) ? address.from(12) : address;
    }

    private static String text(Bytes address) {
        try {
            return InetAddress.getByAddress(address.toArray()).getHostAddress();
        } catch (UnknownHostException _) {
            return "an address of " + address.length() + " bytes";
        }
    }
}
