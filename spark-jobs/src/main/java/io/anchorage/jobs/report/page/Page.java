package io.anchorage.jobs.report.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import io.anchorage.jobs.BuildInfo;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one HTML document. Everything that it shows is inside: it needs no network and no
 * other file.
 */
public final class Page {
  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.4.1/dist/chart.umd.js";

  private final String title;
  private final String subtitle;
  private final String end;
  private final List<Section> sections = new ArrayList<>();

  private record Section(String id, String title, List<DomContent> content) {}

  /** Begins a page whose last line says which version of Anchorage made it. */
  public Page(String title, String subtitle) {
    this(title, subtitle, "Anchorage " + BuildInfo.version() + ", commit " + BuildInfo.commit());
  }

  /**
   * Begins a page.
   *
   * @param title what the page reports on
   * @param subtitle one sentence that says how it went
   * @param end the page's last line: what made it
   */
  public Page(String title, String subtitle, String end) {
    this.title = title;
    this.subtitle = subtitle;
    this.end = end;
  }

  /** Adds a section; it is left out if it has no content. */
  public Page section(String heading, List<? extends DomContent> content) {
    if (!content.isEmpty()) {
      sections.add(new Section("section-" + (sections.size() + 1), heading, List.copyOf(content)));
    }
    return this;
  }

  /** Adds a section of a few parts. */
  public Page section(String heading, DomContent... content) {
    return section(heading, List.of(content));
  }

  /** Returns the document in UTF-8. */
  public byte[] html() {
    return document(tree()).getBytes(StandardCharsets.UTF_8);
  }

  private HtmlTag tree() {
    return TagCreator.html(
            head(
                meta().withCharset("utf-8"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                title(title),
                style(rawHtml(resource("page.css")))),
            body(
                header(h1(title), p(subtitle).withClass("subtitle"), contents()),
                main(each(sections, Page::drawn)),
                footer(p(end)),
                script(rawHtml(resource(CHARTS))),
                script(rawHtml(resource("page.js")))))
        .withLang("en");
  }

  private DomContent contents() {
    return nav(ul(each(sections, s -> li(TagCreator.a(s.title()).withHref("#" + s.id())))))
        .attr("aria-label", "Sections");
  }

  private static DomContent drawn(Section section) {
    return TagCreator.section(
            h2(section.title()).withId(section.id()), div(each(section.content(), part -> part)))
        .attr("aria-labelledby", section.id());
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
