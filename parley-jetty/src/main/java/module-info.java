/** Application protocols of Jetty over Parley. */
module dev.parley.jetty {
    requires dev.parley.jsse;
    requires org.eclipse.jetty.alpn.client;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.io;

    provides org.eclipse.jetty.io.ssl.ALPNProcessor.Client with
            dev.parley.jetty.ClientProtocols;
    provides org.eclipse.jetty.io.ssl.ALPNProcessor.Server with
            dev.parley.jetty.ServerProtocols;
}
