package io.jaybit.client.internal.keys;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads files that nobody but their owner may read. Where the file system knows no such thing, that is not asked. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+=:,-]+");

    private SecretFile() {}

    /** @throws IllegalArgumentException if the file cannot be read, or others can read or change it; with what to type against it */
    public static String text(Path file) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
                throw new IllegalArgumentException("others can read " + file + "; type: chmod 600 " + quoted(file));
            }
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            throw new IllegalArgumentException("there is no file " + file, none);
        } catch (AccessDeniedException denied) {
            throw new IllegalArgumentException("no permission to read " + file, denied);
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException(file + " is not UTF-8 text", notText);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static String quoted(Path file) {
        String path = file.toString();
        return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
