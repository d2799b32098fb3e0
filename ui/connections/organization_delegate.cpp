#include "ui/connections/organization_delegate.h"

#include "ui/common/chip.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/connections/organization_model.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace pw::ui {
namespace {

constexpr int side = 10;
constexpr int iconSize = 16;
constexpr int gap = 8;
constexpr int leastHeight = 44;
constexpr int lines = 6; // between and around the two
constexpr double noteScale = 0.92;

std::vector<Chip> chipsOf(const OrganizationEntry& entry)
{
    std::vector<Chip> out;
    if (entry.production)
        out.push_back(
            {QStringLiteral("lock"), Tone::Security, OrganizationDelegate::tr("production")});
    if (entry.readOnly)
        out.push_back({QStringLiteral("eye"), Tone::Muted, OrganizationDelegate::tr("read only")});
    if (entry.ofSpyctl)
        out.push_back({QStringLiteral("service"), Tone::Muted, OrganizationDelegate::tr("spyctl")});
    return out;
}

int widthOf(const std::vector<Chip>& chips, const QFont& body)
{
    int width = 0;
    for (const Chip& chip : chips)
        width += gap + chip.size(body).width();
    return width;
}

QFont nameFont(const QFont& body)
{
    return scaledFont(body, 1.0, QFont::DemiBold);
}

} // namespace

void OrganizationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    const auto row = index.data(OrganizationModel::RowRole).value<OrganizationRow>();
    const Theme& theme = themeOf(option.palette);
    const std::vector<Chip> chips = chipsOf(row.entry);
    painter->save();
    painter->setClipRect(option.rect);
    const int middle = option.rect.top() + (option.rect.height() - iconSize) / 2;
    paintIcon(*painter, iconOf(row.entry.kind),
              QRect(option.rect.left() + side, middle, iconSize, iconSize), theme.text);
    QRect room = option.rect.adjusted(side + iconSize + gap, 0, -side - iconSize - gap, 0);
    if (row.current)
        paintIcon(*painter, QStringLiteral("ok"),
                  QRect(room.right() + 1 + gap, middle, iconSize, iconSize), theme.accent);

    const bool single = row.entry.note.isEmpty();
    QRect upper = room;
    if (!single)
        upper.setBottom(room.center().y());
    const QFontMetrics metrics(nameFont(option.font));
    const int chipsWidth = widthOf(chips, option.font);
    const QString name = metrics.elidedText(row.entry.name, Qt::ElideRight,
                                            std::max(0, upper.width() - chipsWidth));
    painter->setFont(nameFont(option.font));
    painter->setPen(theme.text);
    painter->drawText(upper.adjusted(0, single ? 0 : 3, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      name);
    upper.setLeft(upper.left() + metrics.horizontalAdvance(name));
    for (const Chip& chip : chips) {
        upper.setLeft(upper.left() + gap);
        const QRect place = chip.placed(upper.adjusted(0, single ? 0 : 3, 0, 0), option.font);
        chip.paint(*painter, place, option.font, theme);
        upper.setLeft(upper.left() + place.width());
    }
    if (!single) {
        room.setTop(room.center().y() + 1);
        const QFont small = scaledFont(option.font, noteScale);
        painter->setFont(small);
        painter->setPen(theme.muted);
        painter->drawText(
            room.adjusted(0, 0, 0, -4), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(small).elidedText(row.entry.note, Qt::ElideRight, room.width()));
    }
    painter->restore();
}

QSize OrganizationDelegate::sizeHint(const QStyleOptionViewItem& option,
                                     const QModelIndex& index) const
{
    const auto row = index.data(OrganizationModel::RowRole).value<OrganizationRow>();
    const QFontMetrics small(scaledFont(option.font, noteScale));
    const int upper = QFontMetrics(nameFont(option.font)).horizontalAdvance(row.entry.name) + 2
        + widthOf(chipsOf(row.entry), option.font);
    return {side + iconSize + gap + std::max(upper, small.horizontalAdvance(row.entry.note)) + gap
                + iconSize + side,
            std::max(leastHeight, option.fontMetrics.height() + small.height() + 2 * lines)};
}

} // namespace pw::ui
