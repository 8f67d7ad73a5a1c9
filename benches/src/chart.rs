//! Charts as SVG, readable on light and dark pages.

use core::fmt::Write as _;

const STYLE: &str = "<style>text{font:12px sans-serif;fill:#57606a}.title{font-weight:bold}.own{fill:#d97706}\
                     .other{fill:#8b949e}.frame{stroke:#8b949e;fill:none}.line{fill:none;stroke-width:2}</style>\n";

/// Bars under a title: what each stands for, and its length.
pub struct Bars<'c> {
    pub title: &'c str,
    pub bars: Vec<(&'c str, f64)>,
}

/// Horizontal bars on one scale. The first of each group is ours.
pub fn bars(groups: &[Bars<'_>], unit: &str) -> String {
    const LEFT: f64 = 120.0;
    const LENGTH: f64 = 460.0;
    const ROW: usize = 18;
    let longest = groups.iter().flat_map(|group| &group.bars).map(|bar| bar.1).fold(0.0, f64::max);
    let rows: usize = groups.iter().map(|group| group.bars.len() + 2).sum();
    let mut svg = open(LEFT + LENGTH + 90.0, (rows * ROW) as f64);
    let mut y = 0;
    for group in groups {
        y += ROW;
        line(&mut svg, format_args!(r#"<text class="title" x="0" y="{}">{}</text>"#, y - 4, group.title));
        for (index, (name, value)) in group.bars.iter().enumerate() {
            let class = if index == 0 { "own" } else { "other" };
            let length = value / longest * LENGTH;
            let base = y + ROW - 5;
            line(
                &mut svg,
                format_args!(r#"<text x="{}" y="{base}" text-anchor="end">{name}</text>"#, LEFT - 6.0),
            );
            line(
                &mut svg,
                format_args!(
                    r#"<rect class="{class}" x="{LEFT}" y="{}" width="{length:.1}" height="14"/>"#,
                    y + 2
                ),
            );
            line(
                &mut svg,
                format_args!(r#"<text x="{:.1}" y="{base}">{value:.0} {unit}</text>"#, LEFT + length + 6.0),
            );
            y += ROW;
        }
        y += ROW;
    }
    svg + "</svg>\n"
}

/// A line: what it stands for, and its points.
pub struct Line<'c> {
    pub name: &'c str,
    pub points: Vec<(f64, f64)>,
}

/// Lines over an axis of bytes, which is logarithmic; the other one begins at 0.
pub fn lines(lines: &[Line<'_>], unit: &str) -> String {
    const LEFT: f64 = 50.0;
    const WIDTH: f64 = 520.0;
    const HEIGHT: f64 = 300.0;
    const COLOURS: [&str; 9] =
        ["#d97706", "#2563eb", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#db2777", "#65a30d", "#64748b"];
    let points = || lines.iter().flat_map(|line| &line.points);
    let top = points().map(|point| point.1).fold(0.0, f64::max) * 1.1;
    let least = points().map(|point| point.0.log2()).fold(f64::MAX, f64::min);
    let most = points().map(|point| point.0.log2()).fold(0.0, f64::max);
    let x = |bytes: f64| LEFT + (bytes.log2() - least) / (most - least) * WIDTH;
    let y = |value: f64| 10.0 + HEIGHT - value / top * HEIGHT;
    let mut svg = open(LEFT + WIDTH + 190.0, HEIGHT + 40.0);
    line(&mut svg, format_args!(r#"<path class="frame" d="M{LEFT} 10V{}H{}"/>"#, y(0.0), LEFT + WIDTH));
    line(&mut svg, format_args!(r#"<text x="{}" y="20">{unit}</text>"#, LEFT + 6.0));
    for value in [0.0, top / 2.2, top / 1.1] {
        line(
            &mut svg,
            format_args!(
                r#"<text x="{}" y="{:.1}" text-anchor="end">{value:.2}</text>"#,
                LEFT - 6.0,
                y(value) + 4.0
            ),
        );
    }
    for &(bytes, _) in lines.iter().take(1).flat_map(|line| &line.points) {
        let base = HEIGHT + 28.0;
        let label = size(bytes);
        line(
            &mut svg,
            format_args!(r#"<text x="{:.1}" y="{base}" text-anchor="middle">{label}</text>"#, x(bytes)),
        );
    }
    for (index, (curve, colour)) in lines.iter().zip(COLOURS.iter().cycle()).enumerate() {
        let path: Vec<String> =
            curve.points.iter().map(|&(bytes, value)| format!("{:.1},{:.1}", x(bytes), y(value))).collect();
        line(
            &mut svg,
            format_args!(r#"<polyline class="line" stroke="{colour}" points="{}"/>"#, path.join(" ")),
        );
        let base = 24 + index * 18;
        let name = curve.name;
        line(
            &mut svg,
            format_args!(
                r#"<text x="{}" y="{base}" style="fill:{colour}">{name}</text>"#,
                LEFT + WIDTH + 10.0
            ),
        );
    }
    svg + "</svg>\n"
}

/// `512 B`, `2 KB`, `64 MB`
pub fn size(bytes: f64) -> String {
    match bytes {
        0.0..1024.0 => format!("{bytes:.0} B"),
        1024.0..1_048_576.0 => format!("{:.0} KB", bytes / 1024.0),
        _ => format!("{:.0} MB", bytes / 1_048_576.0),
    }
}

fn open(width: f64, height: f64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\">\n{STYLE}"
    )
}

fn line(svg: &mut String, element: core::fmt::Arguments<'_>) {
    let _ = writeln!(svg, "{element}");
}
