package org.wingloss.data.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * Java's own decoders of pictures and those that a class loader finds. ImageIO has those that its
 * first user in the process could find: in a program with several class loaders ours may be missing
 * there. They are not added to it, because it would never let go of them and their class loader.
 */
final class PictureDecoders {
  /** With those on this program's own class path. */
  static final PictureDecoders OURS = new PictureDecoders(PictureDecoders.class.getClassLoader());

  private final ServiceRegistry registry =
      new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());

  PictureDecoders(ClassLoader loader) {
    ImageIO.getUseCache(); // Its class, which only one thread loads, makes the registry.
    // Java's come first: another decoder may need one of them, which it looks up in the registry.
    IIORegistry.getDefaultInstance()
        .getServiceProviders(ImageReaderSpi.class, true)
        .forEachRemaining(
            decoder -> {
              if (decoder.getClass().getModule().equals(ImageIO.class.getModule())) {
                registry.registerServiceProvider(decoder);
              }
            });
    Iterator<ImageReaderSpi> found = ServiceLoader.load(ImageReaderSpi.class, loader).iterator();
    boolean more = true;
    while (more) {
      try {
        more = found.hasNext();
        if (more) {
          registry.registerServiceProvider(found.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // A decoder that cannot be loaded is none, and the next one is looked at.
      }
    }
  }

  /** The decoders of a format, the preferred first; those that ImageIO has come last. */
  List<ImageReaderSpi> of(String format) {
    List<ImageReaderSpi> all = new ArrayList<>();
    for (ServiceRegistry source : List.of(registry, IIORegistry.getDefaultInstance())) {
      source
          .getServiceProviders(ImageReaderSpi.class, decoder -> reads(decoder, format), true)
          .forEachRemaining(all::add);
    }
    return all;
  }

  private static boolean reads(Object decoder, String format) {
    return Arrays.asList(((ImageReaderSpi) decoder).getFormatNames()).contains(format);
  }
}
