package dev.parley.bench;

/** A client's and a server's configuration of one stack for one row; what is made once in a program. For one thread. */
interface Peers {
    /** A whole handshake, both sides, until neither has anything left to say. */
    Talk connect();

    /** The same, keeping what the server said first. */
    Talk connectSeen();
}
