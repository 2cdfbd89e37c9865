package dev.parley.jsse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a program saw of a provider, line by line, to be compared with what it sees of another. */
final class Diary {
    final List<String> lines = new ArrayList<>();

    interface Action {
        void run() throws Exception;
    }

    /** A value, or the class of the exception. */
    void note(String what, Callable<?> asked) {
        String answer;
        try {
            answer = String.valueOf(asked.call());
        } catch (Exception thrown) {
            answer = "throws " + type(thrown);
        }
        lines.add(what + ": " + answer);
    }

    void does(String what, Action action) {
        note(what, () -> {
            action.run();
            return "done";
        });
    }

    /** The nearest class that belongs to the JDK's API: what programs can catch. */
    private static String type(Throwable thrown) {
        Class<?> type = thrown.getClass();
        while (!type.getName().startsWith("java.") && !type.getName().startsWith("javax.")) type = type.getSuperclass();
        return type.getSimpleName();
    }
}
