package io.anchorage.signal.codec;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/** The JDK's own readers and writers, whatever others an application has registered. */
final class JdkPlugins {
  private static final String PACKAGE = "com.sun.imageio.plugins.";

  private JdkPlugins() {}

  /**
   * A new reader.
   *
   * @param format "gif", "jpeg" or another that the JDK reads, as its package is called
   * @throws IOException if the application has deregistered the JDK's reader
   */
  static ImageReader reader(String format) throws IOException {
    return provider(ImageReaderSpi.class, format, "reader").createReaderInstance();
  }

  /**
   * A new writer.
   *
   * @param format "png" or another that the JDK writes, as its package is called
   * @throws IOException if the application has deregistered the JDK's writer
   */
  static ImageWriter writer(String format) throws IOException {
    return provider(ImageWriterSpi.class, format, "writer").createWriterInstance();
  }

  private static <P extends ImageReaderWriterSpi> P provider(
      Class<P> kind, String format, String name) throws IOException {
    Iterator<P> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                kind, spi -> spi.getClass().getName().startsWith(PACKAGE + format + "."), false);
    if (!found.hasNext()) {
      throw new IOException("the JDK's " + format + " " + name + " has been deregistered");
    }
    return found.next();
  }
}
