/**
 * Stories for the browser: {@link dev.parley.web.PageStory} is a story as JSON, {@link dev.parley.web.HtmlPage} a single
 * file to keep or to send, {@link dev.parley.web.WebDesk} the page of {@code parley ui}.
 */
package dev.parley.web;
