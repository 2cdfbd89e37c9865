/**
 * The states before the version is known. They alone know more than one family.
 *
 * <pre>
 *   client: {@link dev.parley.hello.ClientStart} -> {@link dev.parley.hello.WaitServerHello} (-> itself, after HelloRetryRequest) -> client13 | client12
 *   server: {@link dev.parley.hello.WaitClientHello} -> server13 | server12
 * </pre>
 */
package dev.parley.hello;
