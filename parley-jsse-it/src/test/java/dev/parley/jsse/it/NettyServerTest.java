package dev.parley.jsse.it;

/** Netty as a server. */
class NettyServerTest extends ServerContract {
    @Override
    WebServer serve(Identity own, boolean needsClient) throws Exception {
        return NettyServer.start(own, needsClient);
    }
}
