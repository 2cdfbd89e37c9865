/** Stories as JSON, as a page in the browser and as a single HTML file. */
module dev.parley.web {
    requires transitive dev.parley.explain;
    requires jdk.httpserver;
    requires tools.jackson.databind;

    exports dev.parley.web;

    opens dev.parley.web to tools.jackson.databind;
}
