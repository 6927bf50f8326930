package io.jaybit.orders;

import io.jaybit.account.CancelType;
import io.jaybit.account.CreateType;
import io.jaybit.account.ExecType;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.RejectReason;
import io.jaybit.account.StopOrderType;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the venue told of orders, and what we asked, as bytes. Words of the venue are written as its text. Safe for any thread. */
final class OrderCodec {
    private OrderCodec() {}

    static void write(StateWriter out, OrderUpdate update) {
        Values.writeEnum(out, update.origin().source());
        out.writeLong(update.origin().pushedEpochMillis())
                .writeLong(update.origin().receivedEpochNanos());
        Values.writeSymbol(out, update.symbol());
        out.writeText(update.orderId()).writeText(update.orderLinkId()).writeText(update.parentOrderLinkId());
        Values.writeEnum(out, update.side());
        out.writeText(update.orderType().text()).writeText(update.timeInForce().text());
        Values.writeDecimal(out, update.price());
        out.writeDecimal(update.qty())
                .writeInt(update.positionIdx())
                .writeBoolean(update.reduceOnly())
                .writeBoolean(update.closeOnTrigger())
                .writeText(update.status().text())
                .writeText(update.createType().text())
                .writeText(update.cancelType().text())
                .writeText(update.rejectReason().text());
        write(out, update.progress());
        write(out, update.trigger());
        write(out, update.exits());
        out.writeText(update.selfMatch().type())
                .writeInt(update.selfMatch().group())
                .writeText(update.selfMatch().orderId());
        write(out, update.details());
        out.writeLong(update.createdEpochMillis()).writeLong(update.updatedEpochMillis());
        Values.writeMap(out, update.otherFields(), StateWriter::writeText, StateWriter::writeText);
    }

    static OrderUpdate readUpdate(StateReader in) {
        return new OrderUpdate(
                new Origin(Values.readEnum(in, Origin.Source.class), in.readLong(), in.readLong()),
                Values.readSymbol(in),
                in.readText(),
                in.readText(),
                in.readText(),
                Values.readEnum(in, OrderSide.class),
                OrderType.parse(in.readText()),
                TimeInForce.parse(in.readText()),
                Values.readDecimal(in),
                in.readDecimal(),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean(),
                OrderStatus.parse(in.readText()),
                CreateType.parse(in.readText()),
                CancelType.parse(in.readText()),
                RejectReason.parse(in.readText()),
                readProgress(in),
                readTrigger(in),
                readExits(in),
                new OrderUpdate.SelfMatch(in.readText(), in.readInt(), in.readText()),
                readDetails(in),
                in.readLong(),
                in.readLong(),
                Values.readMap(in, StateReader::readText, StateReader::readText));
    }

    private static void write(StateWriter out, OrderUpdate.Progress progress) {
        Values.writeBig(out, progress.averagePrice());
        Values.writeDecimal(out, progress.leavesQty());
        Values.writeBig(out, progress.leavesValue());
        out.writeDecimal(progress.cumExecQty());
        Values.writeBig(out, progress.cumExecValue());
        Values.writeBig(out, progress.cumExecFee());
        writeFees(out, progress.cumFees());
        Values.writeBig(out, progress.closedPnl());
    }

    private static OrderUpdate.Progress readProgress(StateReader in) {
        return new OrderUpdate.Progress(
                Values.readBig(in),
                Values.readDecimal(in),
                Values.readBig(in),
                in.readDecimal(),
                Values.readBig(in),
                Values.readBig(in),
                readFees(in),
                Values.readBig(in));
    }

    private static void write(StateWriter out, OrderUpdate.Trigger trigger) {
        out.writeText(trigger.stopOrderType().text());
        Values.writeDecimal(out, trigger.price());
        out.writeInt(trigger.direction()).writeText(trigger.by().text());
        Values.writeDecimal(out, trigger.lastPriceOnCreated());
        out.writeText(trigger.ocoTriggerBy());
    }

    private static OrderUpdate.Trigger readTrigger(StateReader in) {
        return new OrderUpdate.Trigger(
                StopOrderType.parse(in.readText()),
                Values.readDecimal(in),
                in.readInt(),
                TriggerBy.parse(in.readText()),
                Values.readDecimal(in),
                in.readText());
    }

    private static void write(StateWriter out, OrderUpdate.Exits exits) {
        Values.writeDecimal(out, exits.takeProfit());
        Values.writeDecimal(out, exits.stopLoss());
        Values.writeDecimal(out, exits.takeProfitLimit());
        Values.writeDecimal(out, exits.stopLossLimit());
        out.writeText(exits.takeProfitBy().text())
                .writeText(exits.stopLossBy().text())
                .writeText(exits.mode());
    }

    private static OrderUpdate.Exits readExits(StateReader in) {
        return new OrderUpdate.Exits(
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                TriggerBy.parse(in.readText()),
                TriggerBy.parse(in.readText()),
                in.readText());
    }

    private static void write(StateWriter out, OrderUpdate.Details details) {
        out.writeText(details.isLeverage()).writeText(details.blockTradeId());
        Values.writeDecimal(out, details.brokerOrderPrice());
        out.writeText(details.feeCurrency());
        Values.writeDecimal(out, details.orderIv());
        out.writeText(details.placeType())
                .writeText(details.marketUnit())
                .writeText(details.slippageToleranceType())
                .writeText(details.slippageTolerance())
                .writeBoolean(details.rpiTakerAccess());
        Values.writeDecimal(out, details.rpiMatchedQty());
    }

    private static OrderUpdate.Details readDetails(StateReader in) {
        return new OrderUpdate.Details(
                in.readText(),
                in.readText(),
                Values.readDecimal(in),
                in.readText(),
                Values.readDecimal(in),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readBoolean(),
                Values.readDecimal(in));
    }

    static void write(StateWriter out, NewOrder order) {
        Values.writeSymbol(out, order.symbol());
        out.writeText(order.orderLinkId());
        Values.writeEnum(out, order.side());
        Values.writeEnum(out, order.type());
        Values.writeEnum(out, order.timeInForce());
        out.writeDecimal(order.qty());
        Values.writeDecimal(out, order.price());
        out.writeInt(order.positionIdx()).writeBoolean(order.reduceOnly()).writeBoolean(order.closeOnTrigger());
        Values.writeNullable(out, order.trigger(), OrderCodec::write);
        Values.writeNullable(out, order.exits(), OrderCodec::write);
        write(out, order.options());
    }

    static NewOrder readOrder(StateReader in) {
        return new NewOrder(
                Values.readSymbol(in),
                in.readText(),
                Values.readEnum(in, OrderSide.class),
                Values.readEnum(in, OrderType.class),
                Values.readEnum(in, TimeInForce.class),
                in.readDecimal(),
                Values.readDecimal(in),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean(),
                Values.readNullable(in, OrderCodec::readCondition),
                Values.readNullable(in, OrderCodec::readAttached),
                readOptions(in));
    }

    private static void write(StateWriter out, NewOrder.Trigger trigger) {
        out.writeDecimal(trigger.price()).writeInt(trigger.direction());
        Values.writeEnum(out, trigger.by());
        out.writeText(trigger.orderFilter());
    }

    private static NewOrder.Trigger readCondition(StateReader in) {
        return new NewOrder.Trigger(
                in.readDecimal(), in.readInt(), Values.readEnum(in, TriggerBy.class), in.readText());
    }

    private static void write(StateWriter out, NewOrder.Exits exits) {
        Values.writeDecimal(out, exits.takeProfit());
        Values.writeDecimal(out, exits.stopLoss());
        Values.writeDecimal(out, exits.takeProfitLimit());
        Values.writeDecimal(out, exits.stopLossLimit());
        Values.writeEnum(out, exits.takeProfitBy());
        Values.writeEnum(out, exits.stopLossBy());
        out.writeBoolean(exits.partial());
    }

    private static NewOrder.Exits readAttached(StateReader in) {
        return new NewOrder.Exits(
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readEnum(in, TriggerBy.class),
                Values.readEnum(in, TriggerBy.class),
                in.readBoolean());
    }

    private static void write(StateWriter out, NewOrder.Options options) {
        out.writeText(options.marketUnit())
                .writeBoolean(options.leverage())
                .writeText(options.smpType())
                .writeText(options.slippageToleranceType())
                .writeText(options.slippageTolerance())
                .writeText(options.bboSide())
                .writeInt(options.bboLevel());
        Values.writeDecimal(out, options.impliedVolatility());
        out.writeBoolean(options.marketMakerProtection()).writeBoolean(options.retailTaker());
    }

    private static NewOrder.Options readOptions(StateReader in) {
        return new NewOrder.Options(
                in.readText(),
                in.readBoolean(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readInt(),
                Values.readDecimal(in),
                in.readBoolean(),
                in.readBoolean());
    }

    static void write(StateWriter out, Amendment amendment) {
        Values.writeRef(out, amendment.order());
        Values.writeDecimal(out, amendment.qty());
        Values.writeDecimal(out, amendment.price());
        Values.writeDecimal(out, amendment.triggerPrice());
        Values.writeDecimal(out, amendment.takeProfit());
        Values.writeDecimal(out, amendment.stopLoss());
        Amendment.Details details = amendment.details();
        Values.writeNullable(out, details.triggerBy(), Values::writeEnum);
        Values.writeNullable(out, details.takeProfitBy(), Values::writeEnum);
        Values.writeNullable(out, details.stopLossBy(), Values::writeEnum);
        Values.writeDecimal(out, details.takeProfitLimit());
        Values.writeDecimal(out, details.stopLossLimit());
        Values.writeNullable(out, details.partial(), StateWriter::writeBoolean);
        Values.writeDecimal(out, details.impliedVolatility());
    }

    static Amendment readAmendment(StateReader in) {
        return new Amendment(
                Values.readRef(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                Values.readDecimal(in),
                new Amendment.Details(
                        readTriggerBy(in),
                        readTriggerBy(in),
                        readTriggerBy(in),
                        Values.readDecimal(in),
                        Values.readDecimal(in),
                        Values.readNullable(in, StateReader::readBoolean),
                        Values.readDecimal(in)));
    }

    private static @Nullable TriggerBy readTriggerBy(StateReader in) {
        return Values.readNullable(in, one -> Values.readEnum(one, TriggerBy.class));
    }

    static void write(StateWriter out, OrderFill fill) {
        out.writeText(fill.execId()).writeText(fill.type().text());
        Values.writeEnum(out, fill.side());
        out.writeDecimal(fill.price()).writeDecimal(fill.qty()).writeBoolean(fill.maker());
        Values.writeNullable(out, fill.fees(), OrderCodec::writeFees);
        Values.writeBig(out, fill.pnl());
        out.writeBoolean(fill.provisional())
                .writeLong(fill.exchangeEpochMillis())
                .writeLong(fill.receivedEpochNanos());
    }

    static OrderFill readFill(StateReader in) {
        return new OrderFill(
                in.readText(),
                ExecType.parse(in.readText()),
                Values.readEnum(in, OrderSide.class),
                in.readDecimal(),
                in.readDecimal(),
                in.readBoolean(),
                readNullableFees(in),
                Values.readBig(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static @Nullable Map<String, BigDecimal> readNullableFees(StateReader in) {
        return Values.readNullable(in, OrderCodec::readFees);
    }

    static void writeFees(StateWriter out, Map<String, BigDecimal> fees) {
        Values.writeMap(out, fees, StateWriter::writeText, StateWriter::writeBigDecimal);
    }

    static Map<String, BigDecimal> readFees(StateReader in) {
        return Values.readMap(in, StateReader::readText, StateReader::readBigDecimal);
    }
}
