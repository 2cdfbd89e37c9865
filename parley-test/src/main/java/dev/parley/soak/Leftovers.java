package dev.parley.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.crypto.Secret;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What could leak.
 *
 * @param heap bytes in use after a collection
 * @param threads platform threads; virtual ones are waited for elsewhere
 * @param files open file descriptors, sockets among them; -1 if the system does not tell
 * @param secrets open secrets of connections
 */
record Leftovers(long heap, int threads, long files, long secrets) {
    static Leftovers now() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(300); // the collector's own threads come to rest
        }
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getOpenFileDescriptorCount() : -1;
        return new Leftovers(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
            ManagementFactory.getThreadMXBean().getThreadCount(), files, Secret.live());
    }

    /** What there is more of than there should be. Sessions are cached up to some megabytes, and pools of threads breathe. */
    List<String> comparedTo(Leftovers before) {
        var wrong = new ArrayList<String>();
        if (heap > before.heap + (24 << 20)) wrong.add("heap");
        if (threads > before.threads + 8) wrong.add("threads");
        if (files > before.files + 8) wrong.add("files");
        if (secrets != 0) wrong.add("secrets");
        return wrong;
    }

    @Override
    public String toString() {
        return "heap %,d bytes, %d threads, %d files, %d secrets".formatted(heap, threads, files, secrets);
    }
}
