package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.jsse.it.GrpcService.Calls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** gRPC over Netty, both sides. */
@Timeout(60)
class GrpcTest {
    @Test
    void verifiesTheServerAndKeepsTheConnection() throws Exception {
        try (var server = GrpcService.serve(Lab.SERVER, false); var calls = new Calls(Lab.NOBODY, server.getPort())) {
            var first = calls.who();
            assertThat(first).matches("\\d+ -");
            assertThat(calls.who()).isEqualTo(first);
        }
    }

    @Test
    void sendsAndReceivesMuchAtOnce() throws Exception {
        try (var server = GrpcService.serve(Lab.SERVER, false); var calls = new Calls(Lab.NOBODY, server.getPort())) {
            ClientContract.atOnce(() -> calls.up(Payload.BYTES), calls::down);
        }
    }

    @Test
    void refusesAStrangeServerAndAnotherHost() throws Exception {
        for (var shown : List.of(Lab.STRANGE_SERVER, Lab.OTHER_HOST))
            try (var server = GrpcService.serve(shown, false); var calls = new Calls(Lab.NOBODY, server.getPort())) {
                assertThatThrownBy(calls::who).isInstanceOf(StatusRuntimeException.class).satisfies(
                    it -> assertThat(ClientContract.causes(it)).hasAtLeastOneElementOfType(SSLException.class));
            }
    }

    @Test
    void knowsItsClientAndRefusesStrangers() throws Exception {
        try (var server = GrpcService.serve(Lab.SERVER, true)) {
            try (var calls = new Calls(Lab.CLIENT, server.getPort())) {
                assertThat(calls.who()).endsWith("CN=Ada");
            }
            for (var own : List.of(Lab.NOBODY, Lab.STRANGE_CLIENT))
                try (var calls = new Calls(own, server.getPort())) {
                    assertThatThrownBy(calls::who).isInstanceOf(StatusRuntimeException.class);
                }
        }
    }
}
