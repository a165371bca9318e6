package io.drover.cli.words;

/** Which Drover this is. */
public final class Version {
    /** The GNU parallel that options and output are compared with. */
    public static final int COMPARED = 20221122;

    private Version() {}

    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** What {@code --version} prints: for scripts that look for GNU parallel, by whose name we were called, also which one we are like. */
    public static String line() {
        String like = calledParallel() ? "GNU parallel " + COMPARED + "\n" : "";
        return like + "drover " + text() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("java.vendor") + ")";
    }

    /** The launcher was started through a link of that name. */
    private static boolean calledParallel() {
        return "parallel".equals(System.getProperty("drover.called"));
    }
}
