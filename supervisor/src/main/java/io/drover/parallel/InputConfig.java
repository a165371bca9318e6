package io.drover.parallel;

import io.drover.parallel.rows.Packing;
import io.drover.parallel.text.Trim;
import java.util.List;

/**
 * How the input is read and combined. Texts hold one byte per character.
 *
 * @param files sources named by {@code --arg-file}; they come before those on the command line
 * @param delimiter what ends a record; null for a newline
 * @param columnSeparator a regular expression that cuts values into columns; null when they are not cut
 * @param trim which white space is taken away; null for the default, which is none, or both with columns
 * @param skipBlank whether values of nothing but white space are left out
 * @param endMarker the value that ends a source; null when none does
 * @param link whether the sources are read in step instead of combined
 * @param header what names the columns
 * @param skipFirst whether the first value of the first source is left out
 * @param csv whether columns are those of CSV files, in quotation marks where needed
 * @param shuffle whether the rows come in random order
 * @param total how many tasks there are, by the user; 0: they are counted where a template wants to know
 * @param milestone the value that ends a stage of the run; null when none does
 * @param packing how many values go into one command line
 */
public record InputConfig(
        List<String> files,
        byte[] delimiter,
        String columnSeparator,
        Trim trim,
        boolean skipBlank,
        String endMarker,
        boolean link,
        Header header,
        boolean skipFirst,
        boolean csv,
        boolean shuffle,
        long total,
        String milestone,
        Packing packing) {

    /** Lines, one for each task. */
    public static final InputConfig DEFAULT =
            new InputConfig(
                    List.of(), null, null, null, false, null, false, Header.NONE, false, false, false, 0, null, Packing.SINGLE);

    /** Where values have names besides their numbers. */
    public enum Header {
        NONE,
        /** Each source that is a file has its name. */
        FILE_NAMES,
        /** As well, and the first value of each source names its columns, which end at a TAB where nothing else is said. */
        FIRST_VALUES
    }

    /** The same, with values as they are in the input. */
    public InputConfig uncut() {
        return new InputConfig(
                files, delimiter, null, null, skipBlank, endMarker, link, header, skipFirst, false, shuffle, 0, null, packing);
    }

    /** How values are cut that came by themselves. */
    public InputConfig ofValues() {
        return of(columnSeparator, trim, csv);
    }

    /**
     * How those are cut that are several, of which each was cut and trimmed before.
     *
     * @param separator what stands between them, as a regular expression
     */
    public InputConfig ofRows(String separator) {
        return of(separator, Trim.NONE, false);
    }

    private InputConfig of(String separator, Trim trimmed, boolean quoted) {
        return new InputConfig(
                List.of(), delimiter, separator, trimmed, false, null, false, Header.NONE, false, quoted, false, 0, null, packing);
    }

    Trim effectiveTrim() {
        if (trim != null) {
            return trim;
        }
        return columnSeparator != null ? Trim.BOTH : Trim.NONE;
    }
}
