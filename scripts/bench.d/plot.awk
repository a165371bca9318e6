# Makes a page of two files: the one named steps (KEY, a TAB, what a step of PANEL.SERIES is made of), and points (PANEL,
# SERIES, X, TASKS, BYTES, SECONDS, CPU). The page needs no network and no script. A step is where the next point costs
# STEEP times as much as the one before, or more: it is told, with what it is made of.

BEGIN {
    FS = "\t"
    STEEP = 1.5
    WIDE = 520; HIGH = 270; LEFT = 62; RIGHT = 16; TOP = 12; BOTTOM = 40
    title["tasks"] = "By the number of tasks"
    axis["tasks"] = "tasks"
    note["tasks"] = "Commands are <code>true</code>; Java tasks return the line that they get. All tasks of a run share the start of its JVMs: few of them pay more of it each."
    title["slots"] = "By slots"
    axis["slots"] = "slots (<code>-j</code>)"
    note["slots"] = "How many tasks run at a time, on " where_cores() "."
    title["bytes"] = "By bytes"
    axis["bytes"] = "bytes of each task"
    note["bytes"] = "Output of commands, <code>head -c BYTES /dev/zero</code>; lines to Java tasks and back. From some size on the bytes are what costs, and a task of ten times as many costs ten times as much: a step is told only where a byte costs more than before."
    label["commands"] = "commands"
    label["java"] = "Java tasks, a worker for each slot"
    label["threads"] = "Java tasks, slots are threads of as many workers as there are cores"
}

function where_cores(    parts) {
    split(where, parts, ", ")
    return parts[2]
}

FILENAME ~ /\/steps$/ {
    if ($0 !~ /^#/) step_text[$1] = $2
    next
}

{
    if (!($1 in points)) panel[++panels] = $1
    key = $1 "." $2
    if (!(key in length_of)) { series_of[$1, ++series_count[$1]] = $2 }
    i = ++length_of[key]
    x[key, i] = $3; tasks[key, i] = $4; bytes[key, i] = $5
    rate[key, i] = $4 / $6; cpu[key, i] = $7 * 1e6 / $4; total[key, i] = $7; wall[key, i] = $6
    points[$1]++
}

# --- Numbers

function log10(n) { return log(n) / log(10) }

function short(n) {
    if (n >= 1e6) return sprintf("%.3g M", n / 1e6)
    if (n >= 1e3) return sprintf("%.3g k", n / 1e3)
    return sprintf("%.3g", n)
}

function in_bytes(n) {
    return n >= 1e6 ? sprintf("%.3g MB", n / 1e6) : n >= 1e3 ? sprintf("%.3g kB", n / 1e3) : sprintf("%d B", n)
}

function in_time(us) {
    return us >= 1e6 ? sprintf("%.3g s", us / 1e6) : us >= 1e3 ? sprintf("%.3g ms", us / 1e3) : sprintf("%.3g µs", us)
}

function of_axis(name, n) { return name == "bytes" ? in_bytes(n) : short(n) }
function of_value(kind, n) { return kind == "rate" ? short(n) "/s" : in_time(n) }
function value(kind, key, i) { return kind == "rate" ? rate[key, i] : cpu[key, i] }

# --- Charts

function across(n) { return LEFT + (WIDE - LEFT - RIGHT) * (high_x > low_x ? (log10(n) - low_x) / (high_x - low_x) : 0.5) }
function down(n) { return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * (log10(n) - low_y) / (high_y - low_y) }

function floor10(n) { n = log10(n) + 1e-9; return n >= 0 ? int(n) : -int(-n + 0.999999) }

function find_limits(name, kind,    s, i, key, v, least, most, first, last) {
    least = most = first = last = 0
    for (s = 1; s <= series_count[name]; s++) {
        key = name "." series_of[name, s]
        for (i = 1; i <= length_of[key]; i++) {
            v = value(kind, key, i)
            if (!least || v < least) least = v
            if (v > most) most = v
            if (!first || x[key, i] < first) first = x[key, i]
            if (x[key, i] > last) last = x[key, i]
        }
    }
    low_x = log10(first); high_x = log10(last)
    low_y = floor10(least); high_y = floor10(most) + 1
}

function chart(name, kind,    s, i, key, at, text, n, last) {
    find_limits(name, kind)
    text = (kind == "rate" ? "Tasks a second" : "Time of the processor for each task, all processes together")
    printf "<figure><figcaption>%s</figcaption><svg role=\"img\" aria-label=\"%s, %s\" viewBox=\"0 0 %d %d\">\n", text, text, tolower(title[name]), WIDE, HIGH
    for (n = low_y; n <= high_y; n++) {
        at = down(10 ^ n)
        printf "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", n == low_y ? "axis" : "rule", LEFT, WIDE - RIGHT, at, at
        printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", LEFT - 8, at + 4, of_value(kind, 10 ^ n)
    }
    key = longest(name)
    for (i = 1; i <= length_of[key]; i++) {
        # Decades, where there are many points.
        if (length_of[key] > 8 && log10(x[key, i]) - int(log10(x[key, i]) + 1e-9) > 1e-6) continue
        at = across(x[key, i])
        printf "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", at, at, HIGH - BOTTOM, HIGH - BOTTOM + 5
        printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", at, HIGH - BOTTOM + 19, of_axis(name, x[key, i])
    }
    for (s = 1; s <= series_count[name]; s++) curve(name, series_of[name, s], kind)
    print "</svg></figure>"
}

function longest(name,    s, key, best) {
    for (s = 1; s <= series_count[name]; s++) {
        key = name "." series_of[name, s]
        if (best == "" || length_of[key] > length_of[best]) best = key
    }
    return best
}

function curve(name, series, kind,    i, key) {
    key = name "." series
    printf "<g class=\"%s\"><polyline points=\"", series
    for (i = 1; i <= length_of[key]; i++) printf "%.1f,%.1f ", across(x[key, i]), down(value(kind, key, i))
    printf "\"/></g>\n"
    for (i = 1; i <= length_of[key]; i++) {
        printf "<g class=\"%s\"><title>%s, %s: %s</title>", series, label[series], of_axis(name, x[key, i]) (name == "bytes" ? "" : " " name), told(key, i)
        printf "<circle class=\"hit\" cx=\"%.1f\" cy=\"%.1f\" r=\"11\"/>", across(x[key, i]), down(value(kind, key, i))
        printf "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/></g>\n", across(x[key, i]), down(value(kind, key, i))
    }
}

function told(key, i) {
    return short(rate[key, i]) "/s, " in_time(cpu[key, i]) " each" (bytes[key, i] > 0 ? ", " in_bytes(rate[key, i] * bytes[key, i]) "/s" : "")
}

# --- Steps

# How many times more the point costs than the one before; of bytes, a byte.
function steepness(key, i, kind,    more) {
    more = kind == "rate" ? rate[key, i - 1] / rate[key, i] : cpu[key, i] / cpu[key, i - 1]
    return bytes[key, i] > 0 ? more * bytes[key, i - 1] / bytes[key, i] : more
}

function steps(name,    s, i, key, text, found, by_time, by_cpu) {
    for (s = 1; s <= series_count[name]; s++) {
        key = name "." series_of[name, s]
        text = ""
        for (i = 2; i <= length_of[key]; i++) {
            by_time = steepness(key, i, "rate"); by_cpu = steepness(key, i, "cpu")
            if (by_time < STEEP && by_cpu < STEEP) continue
            text = text (text == "" ? "" : "; ") of_axis(name, x[key, i - 1]) " to " of_axis(name, x[key, i]) ": " sprintf("%.1f", by_time) " × the time, " sprintf("%.1f", by_cpu) " × the processor"
        }
        if (text == "") continue
        if (!found++) print "<ul class=\"steps\">"
        printf "<li><b>%s</b>, %s. %s</li>\n", label[series_of[name, s]], text, explained(key)
    }
    print found ? "</ul>" : "<p class=\"note\">No step: nowhere does a " (name == "bytes" ? "byte" : "task") " cost " STEEP " times what it does at the point before.</p>"
}

# {each}: what a slot, or whatever X counts, costs of the processor by itself.
function explained(key,    text, last, each) {
    if (!(key in step_text)) return "<b>Not explained.</b>"
    text = step_text[key]
    last = length_of[key]
    each = (total[key, last] - total[key, 1]) / (x[key, last] - x[key, 1])
    gsub(/\{each\}/, in_time(each > 0 ? each * 1e6 : 0), text)
    return text
}

# --- The page

function figures(name,    s, i, key) {
    print "<details><summary>Figures</summary><div class=\"wide\"><table><thead><tr><th>what</th><th class=\"n\">" axis[name] "</th><th class=\"n\">tasks</th><th class=\"n\">seconds</th><th class=\"n\">tasks/s</th><th class=\"n\">processor, s</th><th class=\"n\">each</th><th class=\"n\">bytes/s</th></tr></thead><tbody>"
    for (s = 1; s <= series_count[name]; s++) {
        key = name "." series_of[name, s]
        for (i = 1; i <= length_of[key]; i++) {
            printf "<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%d</td><td class=\"n\">%.2f</td><td class=\"n\">%.0f</td><td class=\"n\">%.2f</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n", label[series_of[name, s]], of_axis(name, x[key, i]), tasks[key, i], wall[key, i], rate[key, i], total[key, i], in_time(cpu[key, i]), (bytes[key, i] > 0 ? in_bytes(rate[key, i] * bytes[key, i]) : "")
        }
    }
    print "</tbody></table></div></details>"
}

function section(name,    s) {
    printf "<section id=\"%s\"><h2>%s</h2><p class=\"note\">%s</p>\n<ul class=\"legend\">", name, title[name], note[name]
    for (s = 1; s <= series_count[name]; s++) printf "<li class=\"%s\">%s</li>", series_of[name, s], label[series_of[name, s]]
    print "</ul>\n<div class=\"charts\">"
    chart(name, "rate")
    chart(name, "cpu")
    print "</div>"
    steps(name)
    figures(name)
    print "</section>"
}

function copy(file,    line) {
    while ((getline line < file) > 0) print line
    close(file)
}

END {
    print "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"
    print "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    print "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">"
    print "<title>What a task costs – Drover</title>\n<style>"
    copy(css)
    copy(more_css)
    print "</style>\n</head>\n<body>\n<main>\n<header><p class=\"name\">Drover</p><h1>What a task costs</h1>"
    print "<p class=\"meta\">" where ".</p></header>"
    for (p = 1; p <= panels; p++) section(panel[p])
    print "</main>\n</body>\n</html>"
}
