/** OCSP responses, fetched in the background and kept fresh. */
module dev.parley.ocsp {
    requires transitive dev.parley;
    requires java.net.http;

    exports dev.parley.ocsp;
}
