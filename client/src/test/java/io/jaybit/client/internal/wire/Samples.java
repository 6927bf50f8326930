package io.jaybit.client.internal.wire;

import io.jaybit.market.Channel;
import java.util.List;

/** Frames of every kind, to be mutated. */
final class Samples {
    record Sample(Channel channel, String text) {}

    static final List<Sample> ALL = List.of(
            linear("{'topic':'orderbook.50.BTCUSDT','type':'snapshot','ts':1784900000100,'data':{'s':'BTCUSDT',"
                    + "'b':[['65010.10','1.204'],['65010.00','0.300'],['64999','12345678.87654321']],"
                    + "'a':[['65010.20','0.871'],['65010.50','2.000']],'u':52011377,'seq':914470012345},"
                    + "'cts':1784900000097}"),
            linear("{'topic':'orderbook.50.BTCUSDT','type':'delta','ts':1784900000120,'data':{'s':'BTCUSDT',"
                    + "'b':[['65010.10','0'],['65009.90','0.450']],'a':[],'u':52011378,'seq':914470012360},"
                    + "'cts':1784900000118}"),
            linear(
                    "{'topic':'orderbook.1.1000PEPEUSDT','ts':1784900000100,'type':'snapshot','data':{'s':'1000PEPEUSDT',"
                            + "'b':[['0.0040420','102600']],'a':[['0.0040421','2']],'u':1,'seq':91244100011},"
                            + "'cts':1784900000098}"),
            linear("{'topic':'orderbook.rpi.BTCUSDT','ts':1784900001075,'type':'delta','data':{'s':'BTCUSDT',"
                    + "'b':[['65010.1','0.114','0'],['65008.5','0','0.16']],'a':[['65012.8','0.44','0.78']],"
                    + "'u':2258980,'seq':79683241099},'cts':1784900001067}"),
            linear("{'topic':'publicTrade.BTCUSDT','type':'snapshot','ts':1784900002868,'data':[{'T':1784900002865,"
                    + "'s':'BTCUSDT','S':'Buy','v':'0.001','p':'65010.20','L':'PlusTick',"
                    + "'i':'20f43950-d8dd-5b31-9112-a178eb6023af','BT':false,'RPI':false,'seq':914470013001},"
                    + "{'T':1784900002866,'s':'BTCUSDT','S':'Sell','v':'20','p':'65010','L':'ZeroMinusTick',"
                    + "'i':'2290000000923750370','BT':true,'RPI':true,'seq':914470013001}]}"),
            linear("{'topic':'tickers.BTCUSDT','type':'snapshot','data':{'symbol':'BTCUSDT','tickDirection':'PlusTick',"
                    + "'price24hPcnt':'0.017103','lastPrice':'65010.20','nextFundingTime':'1784908800000',"
                    + "'fundingRate':'0.0001','bid1Price':'65010.10','bid1Size':'1.204','preOpenPrice':''},"
                    + "'cs':914470013100,'ts':1784900003686}"),
            linear("{'topic':'tickers.BTCUSDT','type':'delta','data':{'symbol':'BTCUSDT','markPrice':'65010.30'},"
                    + "'cs':914470013144,'ts':1784900003786}"),
            linear("{'topic':'kline.5.BTCUSDT','data':[{'start':1784899800000,'end':1784900099999,'interval':'5',"
                    + "'open':'64990.1','close':'65010.2','high':'65020','low':'64980','volume':'112.081',"
                    + "'turnover':'7284666.40','confirm':false,'timestamp':1784900004882}],'ts':1784900004882,"
                    + "'type':'snapshot'}"),
            linear("{'topic':'allLiquidation.ROSEUSDT','type':'snapshot','ts':1784900005204,'data':["
                    + "{'T':1784900004929,'s':'ROSEUSDT','S':'Sell','v':'20000','p':'0.04499'},"
                    + "{'T':1784900004930,'s':'ROSEUSDT','S':'Buy','v':'1','p':'0.0450'}]}"),
            linear(
                    "{'data':{'price':'0.0390','side':'Buy','size':'1640','symbol':'GALAUSDT','updatedTime':1673251091800},"
                            + "'topic':'liquidation.GALAUSDT','ts':1673251091822,'type':'snapshot'}"),
            linear("{'topic':'priceLimit.BTCUSDT','data':{'symbol':'BTCUSDT','buyLmt':'68260.00','sellLmt':'61750.00'},"
                    + "'ts':1784900008782}"),
            linear("{'topic':'insurance.USDT','type':'delta','ts':1784900006000,'data':[{'coin':'USDT',"
                    + "'symbols':'GOATUSDT,AUSDT','balance':'20352.32','updateTime':'1784900006000'}]}"),
            linear("{'topic':'adlAlert.USDT','type':'snapshot','ts':1784900007000,'data':[{'c':'USDT','s':'ABCUSDT',"
                    + "'b':19873.46,'mb':'','i_pr':-0.3,'pr':0.000174,'adl_tt':10000,'adl_sr':'-0.25'}]}"),
            linear("{'topic':'system.status','ts':1784900009649,'data':[{'id':'4d95b2a0','title':'maintenance',"
                    + "'state':'scheduled','begin':'1784990000000','end':'1784993600000','href':'','serviceTypes':[2,3],"
                    + "'product':[1,2],'uidSuffix':[],'maintainType':1,'env':1}]}"),
            linear("{'success':false,'ret_msg':'error:handler not found,topic:a.b','conn_id':'x','req_id':'e1',"
                    + "'op':'subscribe'}"),
            new Sample(
                    Channel.OPTION,
                    json("{'topic':'publicTrade.BTC','ts':1784900002392,'type':'snapshot','id':'x','data':[{"
                            + "'i':'44f06f5c-3628-5a2d-9a1c-0142ddf5e2ab','T':1784900002369,'p':'240','v':'0.1',"
                            + "'S':'Buy','seq':76572340339,'s':'BTC-25SEP26-90000-C-USDT','BT':false,'mP':'238.78',"
                            + "'iP':'65011.18','mIv':'0.5389','iv':'0.54'}]}")),
            new Sample(
                    Channel.SPREAD,
                    json("{'topic':'orderbook.25.SOLUSDT_SOL/USDT','ts':1744165512257,'type':'delta','data':{"
                            + "'s':'SOLUSDT_SOL/USDT','b':[['-3.25','4.7']],'a':[['-0.05','0']],'u':64892,'seq':299084},"
                            + "'cts':1744165512234}")));

    private Samples() {}

    private static Sample linear(String text) {
        return new Sample(Channel.LINEAR, json(text));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
