package examples.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static List<String> links(String type, String text) {
        return List.copyOf(Links.of(URI.create("http://h:8/a/b.html"), type, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPageLinksToWhatItNeedsFromTheSameHost() {
        assertEquals(
                List.of("http://h:8/x.png", "http://h:8/a/s.js", "http://h:8/st.css", "http://h:8/a/c.html", "http://h:8/1.png", "http://h:8/2.png", "http://h:8/bg.png"),
                links("text/html; charset=utf-8", """
                        <link rel=stylesheet href=/st.css><style>body { background: url('/bg.png') }</style>
                        <img src="/x.png" srcset="/1.png 1x, /2.png 2x"><script src="s.js"></script>
                        <a href="c.html#part">c</a><a href="#here">here</a><a href="mailto:me">me</a>
                        <img src="http://elsewhere/y.png"><img src="data:image/png;base64,AAAA"><a href="no address at all">x</a>"""));
    }

    @Test
    void aStyleSheetLinksToWhatItNeeds() {
        assertEquals(
                List.of("http://h:8/a/more.css", "http://h:8/a/p.png", "http://h:8/font.woff"),
                links("text/css", "@import \"more.css\"; a { background: url(p.png) } b { src: url( \"/font.woff\" ) }"));
    }

    @Test
    void nothingElseHasLinks() {
        assertEquals(List.of(), links("image/png", "<img src=/x.png>"));
    }

    @Test
    void filesStayInTheDirectory() {
        assertEquals("h:8/index.html", Load.name(URI.create("http://h:8")));
        assertEquals("h:8/a/index.html", Load.name(URI.create("http://h:8/a/")));
        assertEquals("h:8/a/b.png?v=1_2", Load.name(URI.create("http://h:8/a/b.png?v=1/2")));
        assertEquals("h:8/etc/passwd", Load.name(URI.create("http://h:8/../../etc/passwd")));
    }
}
