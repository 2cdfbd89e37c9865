package dev.parley.cli;

import java.io.FileInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** Standard input and output as bytes, for commands that pipe them through a connection. */
record Streams(InputStream in, OutputStream out) {
    /** The process's own, without the buffers and character sets of {@link System#in} and {@link System#out}. */
    static Streams standard() {
        return new Streams(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }
}
