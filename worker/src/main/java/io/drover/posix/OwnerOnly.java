package io.drover.posix;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What nobody else of this machine may look into, from the moment it is there. */
public final class OwnerOnly {
    /** Of a file. */
    public static final Set<PosixFilePermission> RIGHTS = PosixFilePermissions.fromString("rw-------");
    /** A file is made with that. */
    public static final FileAttribute<Set<PosixFilePermission>> FILE = PosixFilePermissions.asFileAttribute(RIGHTS);
    /** A directory is made with that, or a program. */
    public static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}
}
