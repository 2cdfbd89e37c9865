package dev.parley.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one SHA-256 of a handshake message costs on this machine: the unit by which the other numbers are read. */
@State(Scope.Thread)
public class Baseline {
    private final byte[] message = new byte[1500];

    @Benchmark
    public byte[] sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }
}
