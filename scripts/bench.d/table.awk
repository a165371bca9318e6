# Makes a Markdown table of the rows of scripts/bench: KEY, WHAT, UNIT, OURS, GOALS, then PEER_NAME and PEER again and
# again, between TABs. Writes the keys of rows that miss a goal to the file MISSED. With TIGHT cells are not padded.

function grouped(number,    text, out) {
    text = sprintf("%.0f", number)
    while (length(text) > 3) {
        out = "," substr(text, length(text) - 2) out
        text = substr(text, 1, length(text) - 3)
    }
    return text out
}

# Without zeros that say nothing: 0.80 as it is, 2.0 as 2.
function trimmed(text) {
    if (text ~ /\./) sub(/\.?0+$/, "", text)
    return text
}

function show(value, unit) {
    if (unit == "s") return sprintf("%.2f s", value)
    if (unit == "ms") return (value < 0.01 ? sprintf("%.1f", value * 1000) : grouped(value * 1000)) " ms"
    if (unit == "us") return grouped(value) " µs"
    if (unit == "MB") return sprintf("%.0f MB", value)
    if (unit == "MB/s") return value < 1000 ? sprintf("%.0f MB/s", value) : sprintf("%.2f GB/s", value / 1000)
    if (unit == "/s" && value >= 1e6) return sprintf("%.2f M/s", value / 1e6)
    return grouped(value) unit
}

function ratio(value) {
    return sprintf(value < 10 ? "%.2f ×" : "%.0f ×", value)
}

# The bytes of µ, × and ≥ are more than their columns.
function wide(text) {
    gsub(/[\200-\277]/, "", text)
    return length(text)
}

function add(cell1, cell2, cell3, cell4,    c) {
    rows++
    cell[rows, 1] = cell1; cell[rows, 2] = cell2; cell[rows, 3] = cell3; cell[rows, 4] = cell4
    for (c = 1; c <= 4; c++) if (wide(cell[rows, c]) > width[c]) width[c] = wide(cell[rows, c])
}

# Sets goal to how it is told, and met to yes, no, or - for what was not measured.
function judge(one,    least, parts, value) {
    least = substr(one, 1, 2) == ">="
    split(substr(one, 3), parts, "x")
    goal = (least ? "≥ " : "≤ ")
    if (parts[2] == "") {
        value = $4
        goal = goal ($3 == "/s" && parts[1] >= 1e6 ? trimmed(sprintf("%.2f", parts[1] / 1e6)) " M/s" : $3 == "s" ? parts[1] " s" : show(parts[1], $3))
    } else {
        value = $4 == "" || $(5 + 2 * parts[2]) == "" ? "" : $4 / $(5 + 2 * parts[2])
        goal = goal parts[1] " × " $(4 + 2 * parts[2])
    }
    met = value == "" ? "-" : (least ? value >= parts[1] + 0 : value <= parts[1] + 0) ? "yes" : "no"
}

BEGIN {
    FS = "\t"
    if (missed != "") printf "" > missed
    add("what", "goal", "measured", "met?")
}

{
    goals = mets = ""
    count = $5 == "-" ? 0 : split($5, each, " ")
    for (i = 1; i <= count; i++) {
        judge(each[i])
        goals = goals (i > 1 ? ", " : "") goal
        mets = mets (i > 1 ? ", " : "") met
    }
    if (mets ~ /no/ && missed != "") print $1 > missed
    measured = $4 == "" ? "not measured" : show($4, $3)
    for (i = 6; i < NF; i += 2) {
        if ($(i + 1) != "") measured = measured "; " $i " " show($(i + 1), $3) ($4 == "" ? "" : ": " ratio($4 / $(i + 1)))
    }
    add($2, goals, measured, mets)
}

END {
    for (i = 1; i <= rows; i++) {
        line = "|"
        for (c = 1; c <= 4; c++) {
            text = cell[i, c]
            if (!tight) text = text sprintf("%" (width[c] - wide(text)) "s", "")
            line = line (text == "" ? " |" : " " text " |")
        }
        print line
        if (i == 1) {
            line = "|"
            for (c = 1; c <= 4; c++) {
                text = sprintf("%" (tight ? 3 : width[c]) "s", "")
                gsub(/ /, "-", text)
                line = line " " text " |"
            }
            print line
        }
    }
}
