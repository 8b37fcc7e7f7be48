package org.wingloss.serve;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The objects of this virtual machine that can be reached; the others are collected first. */
final class LiveObjects {
  private LiveObjects() {}

  /** How many objects of a class there are. */
  static long of(Class<?> type) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    // Number, objects, bytes, class, perhaps its module.
    return histogram
        .lines()
        .map(line -> line.trim().split(" +", -1))
        .filter(words -> words.length > 3 && words[3].equals(type.getName()))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }
}
