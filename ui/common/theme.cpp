#include "ui/common/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPixmapCache>

#include <algorithm>
#include <array>
#include <utility>

namespace pw::ui {
namespace {

constexpr int darkBelow = 128; // lightness of the window

Theme makeLight()
{
    Theme t;
    t.window = QColor(0xF1F2F5);
    t.base = QColor(0xFFFFFF);
    t.alternate = QColor(0xF7F8FA);
    t.panel = QColor(0xE8EAEF);
    t.border = QColor(0xD4D8DF);
    t.control = QColor(0x8A92A1);
    t.button = QColor(0xFBFBFC);
    t.hover = QColor(0xEDF0F6);
    t.selection = QColor(0xDBE4FC);
    t.selectionInactive = QColor(0xE3E6EB);
    t.selectionSoft = QColor(0xF0F4FE);
    t.accent = QColor(0x2B52CC);
    t.fill = QColor(0x2B52CC);
    t.fillText = QColor(0xFFFFFF);
    t.track = QColor(0xE1E4EA);
    t.bar = QColor(0x6478CE);
    t.text = QColor(0x1B1F27);
    t.disabled = QColor(0x8D95A3);
    t.muted = QColor(0x565E6C);
    t.covered = QColor(0x16704A);
    t.partlyCovered = QColor(0x7E5500);
    t.uncovered = QColor(0x8F5300);
    t.removed = QColor(0xB3261E);
    t.changed = QColor(0x7E5500);
    t.wider = QColor(0xA9430A);
    t.narrower = QColor(0x0B6A6E);
    t.audit = QColor(0x07677F);
    t.enforce = QColor(0x7539B8);
    t.codeKey = QColor(0x1F479F);
    t.codeComment = QColor(0x5F6877);
    t.codeNumber = QColor(0x8A2F8F);
    t.codeQuoted = QColor(0x0C6546);
    t.codeMargin = QColor(0xF4F5F8);
    t.codeCurrentLine = QColor(0xF3F6FD);
    t.diffAdded = QColor(0xE2F4E9);
    t.diffRemoved = QColor(0xFCE8E6);
    t.diffChanged = QColor(0xFBF2DC);
    t.diffGhost = QColor(0xECEEF2);
    t.diffAddedWord = QColor(0xAEDFC3);
    t.diffRemovedWord = QColor(0xF5BDB8);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x202329);
    t.base = QColor(0x181A1F);
    t.alternate = QColor(0x1D2026);
    t.panel = QColor(0x292D35);
    t.border = QColor(0x3A404B);
    t.control = QColor(0x747C8B);
    t.button = QColor(0x2D323B);
    t.hover = QColor(0x262A31);
    t.selection = QColor(0x2B3A66);
    t.selectionInactive = QColor(0x31353E);
    t.selectionSoft = QColor(0x1E2536);
    t.accent = QColor(0x94ABFF);
    t.fill = QColor(0x4262D9);
    t.fillText = QColor(0xFFFFFF);
    t.track = QColor(0x343A45);
    t.bar = QColor(0x7A90E6);
    t.text = QColor(0xE4E7EC);
    t.disabled = QColor(0x6E7684);
    t.muted = QColor(0xA6AEBB);
    t.covered = QColor(0x62CC95);
    t.partlyCovered = QColor(0xE2B558);
    t.uncovered = QColor(0xE3A954);
    t.removed = QColor(0xFA958E);
    t.changed = QColor(0xE2B558);
    t.wider = QColor(0xF5A268);
    t.narrower = QColor(0x60D0CB);
    t.audit = QColor(0x5CC3DC);
    t.enforce = QColor(0xCBA4F5);
    t.codeKey = QColor(0x9DB8FF);
    t.codeComment = QColor(0x98A1AF);
    t.codeNumber = QColor(0xE0A3E6);
    t.codeQuoted = QColor(0x85D6AC);
    t.codeMargin = QColor(0x1D2026);
    t.codeCurrentLine = QColor(0x1F2430);
    t.diffAdded = QColor(0x173427);
    t.diffRemoved = QColor(0x40211F);
    t.diffChanged = QColor(0x3A3119);
    t.diffGhost = QColor(0x23262D);
    t.diffAddedWord = QColor(0x24603F);
    t.diffRemovedWord = QColor(0x74332E);
    return t;
}

using Token = std::pair<QLatin1String, const QColor*>;

std::array<Token, 16> sheetTokens(const Theme& t)
{
    return {{{QLatin1String("window"), &t.window},
             {QLatin1String("base"), &t.base},
             {QLatin1String("alternate"), &t.alternate},
             {QLatin1String("panel"), &t.panel},
             {QLatin1String("border"), &t.border},
             {QLatin1String("control"), &t.control},
             {QLatin1String("button"), &t.button},
             {QLatin1String("hover"), &t.hover},
             {QLatin1String("selection"), &t.selection},
             {QLatin1String("accent"), &t.accent},
             {QLatin1String("fill"), &t.fill},
             {QLatin1String("fillText"), &t.fillText},
             {QLatin1String("text"), &t.text},
             {QLatin1String("disabled"), &t.disabled},
             {QLatin1String("muted"), &t.muted},
             {QLatin1String("track"), &t.track}}};
}

bool isWordSign(QChar sign)
{
    return sign.isLetterOrNumber();
}

} // namespace

const Theme& Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, alternate);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::Button, button);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::Inactive, QPalette::Highlight, selectionInactive);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Light, alternate);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, control);
    p.setColor(QPalette::Shadow, control);
    p.setColor(QPalette::BrightText, fillText);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabled);
    return p;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/theme/policywright.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString sheet = QString::fromUtf8(file.readAll());
    const auto tokens = sheetTokens(*this);
    QString out;
    qsizetype at = 0;
    for (qsizetype sign = sheet.indexOf(u'@'); sign >= 0; sign = sheet.indexOf(u'@', at)) {
        out += QStringView(sheet).mid(at, sign - at);
        qsizetype end = sign + 1;
        while (end < sheet.size() && isWordSign(sheet.at(end)))
            ++end;
        const QStringView name = QStringView(sheet).mid(sign + 1, end - sign - 1);
        const auto* const token = std::ranges::find_if(
            tokens, [name](const Token& candidate) { return name == candidate.first; });
        if (token != tokens.end())
            out += token->second->name();
        else if (name == QLatin1String("mode"))
            out += dark ? QLatin1String("dark") : QLatin1String("light");
        at = end;
    }
    return out + sheet.mid(at);
}

QColor Theme::mixed(const QColor& over, const QColor& base, double share)
{
    const auto part = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return {part(over.red(), base.red()), part(over.green(), base.green()),
            part(over.blue(), base.blue())};
}

const Theme& themeOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < darkBelow ? Theme::darkTheme()
                                                                   : Theme::light();
}

void applyTheme(ThemeChoice choice)
{
    // The palette that the platform gave, before ours takes its place.
    static const bool platformIsDark = themeOf(QApplication::palette()).dark;
    const bool dark = choice == ThemeChoice::System ? platformIsDark : choice == ThemeChoice::Dark;
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    QPixmapCache::clear();
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

QColor toneColor(const Theme& theme, Tone tone)
{
    switch (tone) {
    case Tone::Muted:
        return theme.muted;
    case Tone::Covered:
        return theme.covered;
    case Tone::PartlyCovered:
        return theme.partlyCovered;
    case Tone::Uncovered:
        return theme.uncovered;
    case Tone::Error:
        return theme.removed;
    case Tone::Warning:
        return theme.changed;
    case Tone::Security:
        return theme.wider;
    case Tone::Narrower:
        return theme.narrower;
    case Tone::Suggestion:
    case Tone::Auditing:
        return theme.audit;
    case Tone::Enforcing:
        return theme.enforce;
    case Tone::Accent:
        return theme.accent;
    case Tone::Normal:
        break;
    }
    return theme.text;
}

QFont scaledFont(const QFont& body, double factor, int weight)
{
    QFont font = body;
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    if (weight >= 0)
        font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont monoFont(const QFont& body)
{
    static const QString family = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont font = scaledFont(body, 12.0 / 13.0);
    font.setFamilies({family});
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace pw::ui
