// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/operationspec.h"
#include "core/errors/errorproducts.h"

#include <QTest>

using namespace daraja;

/// The error guide stands below the catalogue and cannot ask it: here both are held together.
class TestGuideCoverage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationHasAProduct_data();
    void operationHasAProduct();
    void products();
};

void TestGuideCoverage::operationHasAProduct_data()
{
    QTest::addColumn<const OperationSpec *>("operation");
    for (const OperationSpec *operation : operations()) {
        QTest::newRow(operation->id) << operation;
    }
}

void TestGuideCoverage::operationHasAProduct()
{
    QFETCH(const OperationSpec *, operation);
    const QString id = QString::fromLatin1(operation->id);
    QVERIFY2(!errorProductOf(id).isEmpty(), "the error guide does not know the product");
    QCOMPARE(onlyAsks(id), operation->readsOnly());
}

void TestGuideCoverage::products()
{
    for (const QString &product : errorProducts()) {
        QVERIFY(!errorProductTitle(product).isEmpty());
        QCOMPARE(errorProductOf(product), product);
    }
    QVERIFY(errorProductTitle(u"nonsense").isEmpty());
    QVERIFY(errorProductOf(u"").isEmpty());
    QVERIFY(errorProductOf(u"nonsense").isEmpty());
    QCOMPARE(errorProductOf(u"b2c_hakikisha"), QStringLiteral("hakikisha"));
    QCOMPARE(errorProductOf(u"b2b_express"), QStringLiteral("b2b_express"));
}

QTEST_GUILESS_MAIN(TestGuideCoverage)
#include "tst_guidecoverage.moc"
