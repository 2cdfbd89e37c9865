/** The command {@code parley}. */
module dev.parley.cli {
    requires dev.parley;
    requires dev.parley.explain;
    requires dev.parley.lab;
    requires dev.parley.ocsp;
    requires dev.parley.web;
    requires info.picocli;
    requires java.naming;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    opens dev.parley.cli to info.picocli;
}
