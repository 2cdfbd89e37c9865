package dev.parley.explain.capture;

/** Told now and then how far reading has come. */
@FunctionalInterface
public interface Progress {
    Progress IGNORED = (read, total) -> {};

    /**
     * @param read bytes read of the file, as it lies on disk
     * @param total size of the file, or -1 if nobody knows, as with standard input
     */
    void at(long read, long total);
}
