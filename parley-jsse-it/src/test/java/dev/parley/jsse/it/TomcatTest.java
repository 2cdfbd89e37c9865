package dev.parley.jsse.it;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.authenticator.SSLAuthenticator;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Tomcat's NIO connector. It is set up by key stores as always, and finds Parley only because that is the first provider.
 */
class TomcatTest extends ServerContract {
    @BeforeAll
    static void install() {
        Lab.install();
    }

    @AfterAll
    static void remove() {
        Lab.remove();
    }

    @Override
    WebServer serve(Identity own, boolean needsClient) throws Exception {
        return serve(own, needsClient, false);
    }

    /** @param secret is there a part that only clients with a certificate may see, who are asked when they come there? */
    static WebServer serve(Identity own, boolean needsClient, boolean secret) throws Exception {
        var folder = Files.createTempDirectory("parley-tomcat");
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.addSslHostConfig(tls(own, needsClient));
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "answering", new Answering()).addMapping("/");
        if (secret) protect(context);
        tomcat.start();
        return new WebServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    tomcat.stop();
                    tomcat.destroy();
                    Folders.delete(folder);
                } catch (LifecycleException failure) {
                    throw new IllegalStateException(failure);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        };
    }

    /** Whoever shows a certificate that is believed is a user, in the only role there is. */
    private static void protect(Context context) {
        var constraint = new SecurityConstraint();
        constraint.setAuthConstraint(true);
        constraint.addAuthRole("known");
        var paths = new SecurityCollection();
        paths.addPattern("/secret/*");
        constraint.addCollection(paths);
        context.addConstraint(constraint);
        context.addSecurityRole("known");
        context.setLoginConfig(new LoginConfig("CLIENT-CERT", null, null, null));
        context.getPipeline().addValve(new SSLAuthenticator());
        context.setRealm(new RealmBase() {
            @Override
            protected String getPassword(String user) {
                return null;
            }

            @Override
            protected Principal getPrincipal(String user) {
                return new GenericPrincipal(user, List.of("known"));
            }
        });
    }

    private static SSLHostConfig tls(Identity own, boolean needsClient) {
        var tls = new SSLHostConfig();
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(own.keyStore());
        certificate.setCertificateKeystorePassword(new String(Identity.PASSWORD));
        tls.addCertificate(certificate);
        tls.setTrustStore(own.trustStore());
        tls.setCertificateVerification(needsClient ? "required" : "none");
        return tls;
    }

    private static final class Answering extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var bytes = switch (request.getServletPath() + request.getPathInfo()) {
                case String path when path.contains("/who") -> who(request);
                case String path when path.contains("/up") ->
                    Payload.digestOf(request.getInputStream()).getBytes(StandardCharsets.UTF_8);
                default -> Payload.BYTES;
            };
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        private static byte[] who(HttpServletRequest request) {
            var chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
            return "%d %s %s".formatted(request.getRemotePort(), request.getProtocol(),
                chain == null ? "-" : Payload.name(chain)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
