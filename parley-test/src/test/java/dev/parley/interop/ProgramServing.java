package dev.parley.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server that is a program. @param ends does it end by itself after its first client? */
record ProgramServing(Program program, int port, boolean ends) implements Peer.Serving {
    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        if (!ends) return;
        int code = program.exitCode();
        if (code != 0) throw new IOException("exit code " + code);
    }

    @Override
    public String account() {
        return program.toString();
    }

    @Override
    public void close() {
        program.close();
    }
}
