/** Tells the story of a handshake, live or from a capture. */
module dev.parley.explain {
    requires transitive dev.parley;

    exports dev.parley.explain.attach;
    exports dev.parley.explain.capture;
    exports dev.parley.explain.capture.net;
    exports dev.parley.explain.decode;
    exports dev.parley.explain.json;
    exports dev.parley.explain.story;
    exports dev.parley.explain.text;
    exports dev.parley.explain.words;
}
