package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.ApiDescription.Route;
import io.portcullis.local.waf.WebAcl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a person sees: what is served, and a line per request. No token, no prompt. */
final class Console implements FrontDoorListener {
  private static final int WIDTH = 96;

  private final PrintWriter out;
  private final Ansi ansi;

  Console(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void starting(String environment) {
    line(styled("bold", "Portcullis local front door") + ", environment " + environment);
    line(styled("faint", "starting the functions and rotating the first token …"));
  }

  void describe(LocalFrontDoor door) {
    var api = door.describe();
    line("");
    entry("url", styled("bold", door.url().toString()));
    list("routes", api.routes().stream().map(Route::toString).toList());
    list("customers", api.customers().stream().map(Console::customer).toList());
    list("firewall", door.webAcl().map(WebAcl::describe).orElse(List.of("no web ACL")));
    if (!door.notModelled().isEmpty()) {
      list("not modelled", door.notModelled());
    }
    CurlExample.of(door)
        .ifPresent(
            example -> {
              line("");
              line(example);
            });
    line("");
    line(
        styled("faint", "A caller's place can be simulated by the headers ")
            + FrontDoorService.SOURCE_HEADER
            + styled("faint", " and ")
            + FrontDoorService.ENDPOINT_HEADER
            + styled("faint", ". Ctrl-C ends."));
    line("");
  }

  private static String customer(Customer customer) {
    var identity =
        customer
            .accessKey()
            .map(key -> ", signs as " + key.principal().arn())
            .or(() -> subject(customer).map(subject -> ", has a token of " + subject));
    return "%s (%s%s)".formatted(customer.name(), customer.plan(), identity.orElse(""));
  }

  private static Optional<String> subject(Customer customer) {
    return customer.binding().subjects().stream().findFirst();
  }

  private void entry(String label, String value) {
    line("  " + styled("faint", "%-13s".formatted(label)) + value);
  }

  private void list(String label, List<String> values) {
    var first = label;
    for (var value : values) {
      for (var part : wrapped(value)) {
        entry(first, part);
        first = "";
      }
    }
  }

  private static List<String> wrapped(String text) {
    return List.of(text.replaceAll("(.{1," + WIDTH + "})(?: |$)", "$1\n").split("\n"));
  }

  @Override
  public void answered(RequestRecord request) {
    var color = request.status() < 400 ? "green" : request.status() < 500 ? "yellow" : "red";
    line(
        "%s %-6s %-32s %-11s %-10s %-15s %5d ms"
            .formatted(
                styled(color, Integer.toString(request.status())),
                request.method(),
                printable(request.path()),
                request.layer(),
                request.customer().isEmpty() ? "-" : request.customer(),
                request.source(),
                request.duration().toMillis()));
  }

  /** A path is the caller's text: it must not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  String styled(String style, String text) {
    return ansi.enabled() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }
}
