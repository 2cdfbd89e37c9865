package dev.parley.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** What the page itself says, in both languages. */
final class Labels {
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private Labels() {}

    /** By language, by key. */
    static Map<String, Map<String, String>> all() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var language : LANGUAGES) all.put(language.getLanguage(), of(language));
        return all;
    }

    static Map<String, String> of(Locale language) {
        var bundle = ResourceBundle.getBundle("dev.parley.web.labels", language, Labels.class.getModule());
        var labels = new TreeMap<String, String>();
        for (var key : bundle.keySet()) labels.put(key, bundle.getString(key));
        return labels;
    }
}
