package io.drover.it;

import io.drover.help.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code drover help events} says, in force. */
final class EventSchema {
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    /** Before the types of a field that is not always there. */
    private static final String ABSENT = "?";
    private static final Map<String, String> TYPES = Map.of(
            "string", "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\nrt]|u[0-9a-f]{4}))*\"",
            "object", "\\{\"base64\":\"[A-Za-z0-9+/=]*\"\\}",
            "integer", "-?\\d+",
            "number", "\\d+\\.\\d{6}",
            "null", "null");

    /** The form of the lines of each event. */
    private final Map<String, Pattern> forms = new LinkedHashMap<>();

    EventSchema() {
        List<String[]> events = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        List<String[]> table = events;
        for (String line : Topic.of("events").orElseThrow().lines()) {
            String[] cells = line.split(" *\\| *");
            if (line.startsWith("| field")) {
                table = null;
            } else if (line.startsWith("| `") && table != null) {
                table.add(cells);
            } else if (line.startsWith("| `")) {
                names(cells[1]).forEach(name -> fields.put(name, typeOf(cells[2])));
            }
        }
        for (String[] cells : events) {
            String name = names(cells[1]).get(0);
            StringBuilder form = new StringBuilder("\\{\"event\":\"" + name + "\"");
            List<String> all = new ArrayList<>(List.of("time"));
            all.addAll(cells.length > 3 ? names(cells[3]) : List.of());
            for (String field : all) {
                if (!fields.containsKey(field)) {
                    throw new AssertionError("drover help events has no type for the field " + field);
                }
                String type = fields.get(field);
                boolean optional = type.startsWith(ABSENT);
                form.append("(?:,\"").append(field).append("\":(?:").append(optional ? type.substring(ABSENT.length()) : type)
                        .append(optional ? "))?" : "))");
            }
            forms.put(name, Pattern.compile(form + "\\}"));
        }
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    private static String typeOf(String cell) {
        List<String> types = new ArrayList<>();
        for (String type : cell.split(", *")) {
            if (type.equals("or absent")) {
                return ABSENT + String.join("|", types);
            }
            types.add(TYPES.get(type));
        }
        return String.join("|", types);
    }

    List<String> events() {
        return List.copyOf(forms.keySet());
    }

    /** The name of the event of a line that is as it says. */
    String check(String line) {
        Matcher name = Pattern.compile("\\{\"event\":\"([a-z_]+)\".*").matcher(line);
        if (!name.matches() || !forms.containsKey(name.group(1))) {
            throw new AssertionError("drover help events has no such event: " + line);
        }
        Pattern form = forms.get(name.group(1));
        if (!form.matcher(line).matches()) {
            throw new AssertionError("not as drover help events says: " + line + "\nthat is " + form);
        }
        return name.group(1);
    }
}
