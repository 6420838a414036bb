package io.kadvisor.cli.bench;

import java.io.PrintWriter;

/** What happens, a line each, on a terminal; nothing in a pipe. */
record Progress(PrintWriter out, boolean shown) {
  void say(String sentence) {
    if (shown) {
      out.println(sentence);
      out.flush();
    }
  }
}
